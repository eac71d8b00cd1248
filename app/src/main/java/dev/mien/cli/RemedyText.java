package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.Remedy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words remedies as commands and options of this program. */
final class RemedyText {
    private RemedyText() {}

    /** A failure's message for the command line: the problem, and what to type. */
    static String of(MienException failure) {
        return failure.problem()
                + failure.remedy().map(remedy -> ". " + sentence(words(remedy))).orElse("");
    }

    /** What to type, as a phrase that begins in lower case. */
    static String words(Remedy remedy) {
        if (remedy instanceof Remedy.Act act) {
            return "run '" + command(act.action(), act.subject()) + "'";
        }
        if (remedy instanceof Remedy.Change change) {
            return change.value()
                    .map(value -> "use " + option(change.setting()) + " " + value)
                    .orElse("choose another value for " + option(change.setting()));
        }
        if (remedy instanceof Remedy.Omit omit) {
            return "leave out " + option(omit.setting());
        }
        if (remedy instanceof Remedy.Choice choice) {
            return choice.remedies().stream().map(RemedyText::words).collect(Collectors.joining(", or "));
        }
        throw new IllegalStateException("no words for " + remedy);
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String command(Remedy.Action action, Optional<Path> subject) {
        String run = subject.map(Path::toString).orElse("RUN");
        return switch (action) {
            case TRAIN -> "./mien train";
            case RESUME -> "./mien train --resume " + run;
            case START_FROM -> "./mien train --initial-weights " + run;
            case JUDGE -> "./mien report " + run;
            case CALIBRATE -> "./mien calibrate --model " + run;
            case EXPORT -> "./mien export --model " + run;
            case DOWNLOAD -> "./mien data download fer2013";
        };
    }

    /** The option of a setting; of one without an option, the argument that it comes from. */
    static String option(Remedy.Setting setting) {
        return switch (setting) {
            case ANNOTATED_OUTPUT -> "--annotate";
            case ARCHITECTURE -> "--architecture";
            case CAMERA -> "--device";
            case DATA -> "--data";
            case DETERMINISTIC -> "--deterministic";
            case EPOCHS -> "--epochs";
            case FERPLUS_VOTES -> "--ferplus";
            case HEAT_MAP_OUTPUT -> "--explain";
            case INITIAL_WEIGHTS -> "--initial-weights";
            case LEARNING_RATE -> "--learning-rate";
            case LIMIT -> "--limit";
            case MODEL -> "--model";
            case OUTPUT -> "--out";
            case OVERWRITE -> "--force";
            case PART, SPLIT -> "--split";
            case PRECISION -> "--precision";
            case PREVIOUS_CHECKPOINT -> "--from-previous";
            case RECIPE -> "--recipe";
            case RECURSION -> "--recursive";
            case SEED -> "--seed";
            case SOURCE -> "--from";
            case TEACHER -> "--teacher";
            case THREADS -> "--threads";
            case WITHOUT_COPIES -> "--without-copies";
        };
    }
}
