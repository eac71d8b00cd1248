package dev.mien;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user can do about a failure. A library tells it as a value, because it does not know which program it is part
 * of. A program words it in its own terms: options, buttons, or the name of a command.
 */
public sealed interface Remedy {

    /**
     * What to do, in words for a programmer who embeds the library. The words begin in lower case and end without a
     * full stop.
     */
    String words();

    /** Either this or another remedy. */
    default Remedy or(Remedy other) {
        return new Choice(List.of(this, other));
    }

    /** Both this and another remedy. */
    default Remedy and(Remedy other) {
        return new Together(this, other);
    }

    /** To do something with a run or a model that the user chooses. */
    static Remedy to(Action action) {
        return new Act(action, Optional.empty());
    }

    /** To do something with a certain run, model or file. */
    static Remedy to(Action action, Path subject) {
        return new Act(action, Optional.of(subject));
    }

    /** To choose another value of a setting. */
    static Remedy change(Setting setting) {
        return new Change(setting, Optional.empty());
    }

    /** To give a setting a certain value. */
    static Remedy set(Setting setting, Object value) {
        return new Change(setting, Optional.of(String.valueOf(value)));
    }

    /** To give a setting a lower value. */
    static Remedy lower(Setting setting) {
        return new Lower(setting);
    }

    /** To turn a setting on that is on or off. */
    static Remedy turnOn(Setting setting) {
        return new TurnOn(setting);
    }

    /** To leave a setting out. */
    static Remedy without(Setting setting) {
        return new Omit(setting);
    }

    /** To put an undamaged copy of a file or a folder in its place. */
    static Remedy restore(Path path) {
        return new Restore(path);
    }

    /** To put native libraries for this platform on the class path. */
    static Remedy add(String platform, String... artifacts) {
        return new Add(platform, List.of(artifacts));
    }

    /** What can be done with a run or a model. */
    enum Action {
        TRAIN("train a model"),
        RESUME("resume the run"),
        START_FROM("start a training from its weights"),
        JUDGE("judge the run again"),
        CALIBRATE("calibrate the run"),
        EXPORT("export the model with this version of Mien"),
        IMPORT("import the file with its labels and its scaling"),
        DOWNLOAD("download FER2013"),
        NAME_PROXY("name the proxy in Java's system properties https.proxyHost and https.proxyPort"),
        GIVE_MEMORY("give Java a larger heap");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** What the action is called in a sentence. */
        public String words() {
            return words;
        }
    }

    /** What a user can set. */
    enum Setting {
        ANNOTATED_OUTPUT,
        ARCHITECTURE,
        AUGMENTATION,
        BATCH_SIZE,
        CAMERA,
        CLASSES,
        CLASS_WEIGHTS,
        CLIP_NORM,
        CUTMIX,
        DATA,
        DEGRADATION,
        DETERMINISTIC,
        DISTILL_WEIGHT,
        DROPOUT,
        EMA,
        EMA_LATE,
        EMA_LATE_FROM,
        EPOCHS,
        FERPLUS_VOTES,
        FERPLUS_WEIGHT,
        FLIP,
        GROUPED_DUPLICATES,
        HEAT_MAP_OUTPUT,
        INITIAL_WEIGHTS,
        JOINED_CLASSES,
        KEPT_WEIGHTS,
        LABELS,
        LABEL_SMOOTHING,
        LATE_AUGMENTATION,
        LATE_AUGMENTATION_FROM,
        LEARNING_RATE,
        LIMIT,
        MEASURED_STATISTICS,
        MIXING_SHARE,
        MIXING_UNTIL,
        MIXUP,
        MODEL,
        NO_TOKENS,
        OPTIMIZER,
        OUTPUT,
        OVERWRITING,
        PART,
        PATIENCE,
        PORT,
        PRECISION,
        PREVIOUS_CHECKPOINT,
        PROGRESSIVE,
        RECIPE,
        RECURSION,
        SAM,
        SAM_FROM,
        SCALING,
        SCHEDULE,
        SEED,
        SOURCE,
        SPLIT,
        TEACHER,
        TEACHER_BANK,
        TEACHER_VIEWS,
        TEST_FRACTION,
        THREADS,
        TOKENS,
        VALIDATION_FRACTION,
        WARMUP,
        WEIGHT_DECAY,
        WITHOUT_COPIES;

        /** The setting's name in a sentence. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** To do something with a run or a model. An empty subject leaves the choice to the user. */
    record Act(Action action, Optional<Path> subject) implements Remedy {
        @Override
        public String words() {
            return action.words() + subject.map(path -> ": " + path).orElse("");
        }
    }

    /** To give a setting a value. An empty value means any other value. */
    record Change(Setting setting, Optional<String> value) implements Remedy {
        @Override
        public String words() {
            return value.map(to -> "set the " + setting.words() + " to " + to)
                    .orElse("choose another " + setting.words());
        }
    }

    /** To give a setting a lower value. */
    record Lower(Setting setting) implements Remedy {
        @Override
        public String words() {
            return "lower the " + setting.words();
        }
    }

    /** To turn on a setting that is on or off. */
    record TurnOn(Setting setting) implements Remedy {
        @Override
        public String words() {
            return "turn on " + setting.words();
        }
    }

    /** To leave a setting out. */
    record Omit(Setting setting) implements Remedy {
        @Override
        public String words() {
            return "leave out the " + setting.words();
        }
    }

    /** To put an undamaged copy of a file or a folder in its place. */
    record Restore(Path path) implements Remedy {
        @Override
        public String words() {
            return "put an undamaged copy of " + path + " in its place";
        }
    }

    /**
     * To put native libraries on the class path.
     *
     * @param platform the artifacts' classifier
     * @param artifacts group and name, as in {@code org.bytedeco:ffmpeg}
     */
    record Add(String platform, List<String> artifacts) implements Remedy {
        public Add {
            artifacts = List.copyOf(artifacts);
        }

        @Override
        public String words() {
            return "add " + String.join(" and ", artifacts) + " with the classifier " + platform + " to the class path";
        }
    }

    /** To do one thing and another. */
    record Together(Remedy first, Remedy second) implements Remedy {
        @Override
        public String words() {
            return first.words() + " and " + second.words();
        }
    }

    /** One of several, the best first. */
    record Choice(List<Remedy> remedies) implements Remedy {
        public Choice {
            remedies = List.copyOf(remedies);
            if (remedies.size() < 2) {
                throw new IllegalArgumentException(
                        "a choice has " + remedies.size() + " remedies, expected at least 2");
            }
        }

        @Override
        public Remedy or(Remedy other) {
            return new Choice(Stream.concat(remedies.stream(), Stream.of(other)).toList());
        }

        @Override
        public String words() {
            return remedies.stream().map(Remedy::words).collect(Collectors.joining(", or "));
        }
    }
}
