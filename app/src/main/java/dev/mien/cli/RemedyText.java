package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.PrintableText;
import dev.mien.Remedy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words remedies as commands and options of this program. */
final class RemedyText {
    private RemedyText() {}

    /** A failure's message for the command line: the problem and the command or options to type. */
    static String of(MienException failure) {
        return failure.problem()
                + failure.remedy().map(remedy -> ". " + sentence(words(remedy))).orElse("");
    }

    /** The command or options to type, as a phrase that begins in lower case. */
    static String words(Remedy remedy) {
        if (remedy instanceof Remedy.Act act) {
            return "run '" + command(act.action(), act.subject()) + "'";
        }
        if (remedy instanceof Remedy.Restore restore) {
            return restore.words();
        }
        if (remedy instanceof Remedy.Add libraries) {
            return "use a build of Mien for " + libraries.platform();
        }
        if (remedy instanceof Remedy.Together both) {
            return words(both.first()) + " and " + words(both.second());
        }
        if (remedy instanceof Remedy.Choice choice) {
            return choice.remedies().stream().map(RemedyText::words).collect(Collectors.joining(", or "));
        }
        return ofSetting(remedy);
    }

    private static String ofSetting(Remedy remedy) {
        if (remedy instanceof Remedy.Change change) {
            return change.value()
                    .map(value -> "use " + option(change.setting()) + " " + value)
                    .orElse("choose another value for " + option(change.setting()));
        }
        if (remedy instanceof Remedy.Lower lower) {
            return "use a lower " + option(lower.setting());
        }
        if (remedy instanceof Remedy.TurnOn on) {
            return "use " + option(on.setting());
        }
        if (remedy instanceof Remedy.Omit omit) {
            return "leave out " + option(omit.setting());
        }
        throw new IllegalStateException("no words for " + remedy);
    }

    private static String sentence(String words) {
        return PrintableText.of(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
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
            case IMPORT -> "./mien import " + run + " --labels fer2013 --scaling 0..1";
            case DOWNLOAD -> "./mien data download fer2013";
            case GIVE_MEMORY -> "export MIEN_JAVA_OPTIONS=-Xmx8g";
            case NAME_PROXY -> "export MIEN_JAVA_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"";
        };
    }

    /** The option of a setting. */
    static String option(Remedy.Setting setting) {
        return switch (setting) {
            case ANNOTATED_OUTPUT -> "--annotate";
            case ARCHITECTURE -> "--architecture";
            case AUGMENTATION -> "--augmentation";
            case BATCH_SIZE -> "--batch";
            case CAMERA -> "--device";
            case CLASSES -> "--classes";
            case CLASS_WEIGHTS -> "--class-weights";
            case CLIP_NORM -> "--clip-norm";
            case CUTMIX -> "--cutmix";
            case DATA -> "--data";
            case DEGRADATION -> "--degradation";
            case DETERMINISTIC -> "--deterministic";
            case DISTILL_WEIGHT -> "--distill-weight";
            case DROPOUT -> "--dropout";
            case EMA -> "--ema";
            case EMA_LATE -> "--ema-late";
            case EMA_LATE_FROM -> "--ema-late-from";
            case EPOCHS -> "--epochs";
            case FERPLUS_VOTES -> "--ferplus";
            case FERPLUS_WEIGHT -> "--ferplus-weight";
            case FLIP -> "--flip";
            case GROUPED_DUPLICATES -> "--group-duplicates";
            case HEAT_MAP_OUTPUT -> "--explain";
            case INITIAL_WEIGHTS -> "--initial-weights";
            case JOINED_CLASSES -> "--map";
            case KEPT_WEIGHTS -> "--keep";
            case LABELS -> "--labels";
            case LABEL_SMOOTHING -> "--label-smoothing";
            case LATE_AUGMENTATION -> "--late-augmentation";
            case LATE_AUGMENTATION_FROM -> "--late-augmentation-from";
            case LEARNING_RATE -> "--learning-rate";
            case LIMIT -> "--limit";
            case MEASURED_STATISTICS -> "--measured-statistics";
            case MIXING_SHARE -> "--mixing-share";
            case MIXING_UNTIL -> "--mixing-until";
            case MIXUP -> "--mixup";
            case MODEL -> "--model";
            case NO_TOKENS -> "--no-auth";
            case OPTIMIZER -> "--optimizer";
            case OUTPUT -> "--out";
            case OVERWRITING -> "--force";
            case PART, SPLIT -> "--split";
            case PATIENCE -> "--patience";
            case PORT -> "--port";
            case PRECISION -> "--precision";
            case PREVIOUS_CHECKPOINT -> "--from-previous";
            case PROGRESSIVE -> "--progressive";
            case RECIPE -> "--recipe";
            case RECURSION -> "--recursive";
            case SAM -> "--sam";
            case SAM_FROM -> "--sam-from";
            case SCALING -> "--scaling";
            case SCHEDULE -> "--schedule";
            case SEED -> "--seed";
            case SOURCE -> "--from";
            case TEACHER -> "--teacher";
            case TEACHER_BANK -> "--teacher-bank";
            case TEACHER_VIEWS -> "--teacher-views";
            case TEST_FRACTION -> "--test-fraction";
            case THREADS -> "--threads";
            case TOKENS -> "--token-file";
            case VALIDATION_FRACTION -> "--validation-fraction";
            case WARMUP -> "--warmup";
            case WEIGHT_DECAY -> "--weight-decay";
            case WITHOUT_COPIES -> "--without-copies";
        };
    }
}
