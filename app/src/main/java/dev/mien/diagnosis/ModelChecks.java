package dev.mien.diagnosis;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.experiment.Numbers;
import dev.mien.face.CenterFaceDetector;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import dev.mien.io.WholeFile;
import dev.mien.model.BundledModel;
import dev.mien.model.EmotionModel;
import dev.mien.people.DlibFaceEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the networks: whether they are present and undamaged, the model's description, and its answers. */
final class ModelChecks {
    private static final String MODELS = "Models";
    private static final String SELF_TEST = "Self-test";
    private static final String MODEL = "Model";
    private static final String ANSWERS = "Answers";
    private static final int SHOWN_DIGITS = 16;

    /** The most that the sum of seven probabilities in 32 bits may differ from 1. */
    private static final double SUM_TOLERANCE = 1e-4;

    private final ClassLoader loader;
    private final Optional<Path> file;

    /**
     * @param loader loads the networks that come with Mien
     * @param file a model to check instead of the one that comes with Mien
     */
    ModelChecks(ClassLoader loader, Optional<Path> file) {
        this.loader = loader;
        this.file = file;
    }

    /** The detector's file. */
    Check detector() {
        return present("Face detector", CenterFaceDetector.NETWORK);
    }

    /** The file of the model in 8 bits. */
    Check fast() {
        return BundledModel.FAST.isPresent(loader)
                ? present("Fast model", BundledModel.FAST)
                : Check.absent(MODELS, "Fast model", "no fast model in this build", BundledModel.FAST.advice());
    }

    /** The file of the network that tells people apart. */
    Check people() {
        return DlibFaceEmbedder.NETWORK.isPresent(loader)
                ? present("People", DlibFaceEmbedder.NETWORK)
                : Check.absent(
                        MODELS, "People", "no network for faces in this build", DlibFaceEmbedder.NETWORK.advice());
    }

    private Check present(String what, BundledModel model) {
        long begin = System.nanoTime();
        try {
            return Check.ok(MODELS, what, whole(model.read(loader))).since(begin);
        } catch (MienException e) {
            return Check.failed(MODELS, what, String.valueOf(e.getMessage()), model.advice());
        }
    }

    private static String whole(byte[] bytes) {
        return String.format(
                Locale.ROOT,
                "present, %.1f MB, SHA-256 %s... as expected",
                bytes.length / 1e6,
                Sha256.of(bytes).substring(0, SHOWN_DIGITS));
    }

    /**
     * Checks the model's file, its description and its answers.
     *
     * @throws InvalidInputException if there is no such file
     */
    List<Check> model() {
        if (file.isEmpty() && !BundledModel.EMOTIONS.isPresent(loader)) {
            return List.of(Check.absent(MODELS, MODEL, "no model in this build", BundledModel.EMOTIONS.advice()));
        }
        long begin = System.nanoTime();
        Optional<byte[]> given = file.map(ModelChecks::read);
        try {
            byte[] bytes = given.orElseGet(() -> BundledModel.EMOTIONS.read(loader));
            String origin = file.map(Path::toString).orElseGet(BundledModel.EMOTIONS::origin);
            try (EmotionModel model =
                    EmotionModel.of(bytes, origin, Runtime.getRuntime().availableProcessors())) {
                List<Check> checks = new ArrayList<>();
                checks.add(Check.ok(MODELS, MODEL, file.isPresent() ? given(bytes) : whole(bytes))
                        .since(begin));
                checks.addAll(says(model.description()));
                checks.add(answers(model));
                return checks;
            }
        } catch (MienException | LinkageError e) {
            return List.of(Check.failed(
                    MODELS,
                    MODEL,
                    e instanceof MienException known ? known.problem() : String.valueOf(e.getMessage()),
                    file.isPresent() ? "Export it again with this version of Mien" : "Install Mien again"));
        }
    }

    private String given(byte[] bytes) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f MB, SHA-256 %s...",
                file.orElseThrow(),
                bytes.length / 1e6,
                Sha256.of(bytes).substring(0, SHOWN_DIGITS));
    }

    private static byte[] read(Path file) {
        try {
            return WholeFile.read(file, WholeFile.MOST);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read the model " + file + ": " + FailureReason.of(e),
                    Remedy.change(Remedy.Setting.MODEL),
                    e);
        }
    }

    private static List<Check> says(ModelDescription description) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.fact(
                MODELS,
                "Model version",
                description.value(ModelDescription.MODEL_VERSION).orElse("unknown") + ", architecture "
                        + description.value(ModelDescription.ARCHITECTURE).orElse("unknown") + ", "
                        + description.value(ModelDescription.PRECISION).orElse("fp32") + ", exported by Mien "
                        + description.value(ModelDescription.MIEN_VERSION).orElse("unknown version")));
        checks.add(Check.fact(MODELS, "Model scores", scores(description)));
        description
                .value(ModelDescription.LICENCE)
                .ifPresent(licence -> checks.add(Check.fact(MODELS, "Model licence", licence)));
        description
                .value(ModelDescription.LIMITS)
                .ifPresent(limits -> checks.add(Check.fact(MODELS, "Model limits", firstSentence(limits))));
        return checks;
    }

    private static String scores(ModelDescription description) {
        return description
                .value("evaluation_accuracy")
                .map(accuracy -> String.format(
                        Locale.ROOT,
                        "accuracy %s on %s %s faces of %s",
                        percent(accuracy),
                        description.value("evaluation_n").orElse("unknown"),
                        description.value("evaluation_split").orElse(""),
                        description.value("data").orElse("unknown data")))
                .orElse("unknown");
    }

    private static String percent(String share) {
        try {
            return Numbers.percent(Double.parseDouble(share));
        } catch (NumberFormatException e) {
            return share;
        }
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private Check answers(EmotionModel model) {
        long begin = System.nanoTime();
        Optional<KnownScores> known =
                model.description().value(ModelDescription.KNOWN_SCORES).map(KnownScores::parse);
        float[][] answers = model.emotions(known.map(scores -> scores.drawn(model.width(), model.height()))
                .orElseGet(() -> KnownScores.faces(model.width(), model.height())));
        String precision = model.description().value(ModelDescription.PRECISION).orElse("fp32");
        return judge(answers, known, KnownScores.tolerance(precision)).since(begin);
    }

    /**
     * Checks the answers.
     *
     * @param tolerance of one score
     */
    static Check judge(float[][] answers, Optional<KnownScores> known, double tolerance) {
        for (float[] answer : answers) {
            double sum = 0;
            for (float probability : answer) {
                sum += probability >= 0 && probability <= 1 ? probability : Double.NaN;
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                return failed("the seven probabilities of a drawn face are invalid: they sum to " + sum);
            }
        }
        if (known.isEmpty()) {
            return Check.absent(
                    SELF_TEST,
                    ANSWERS,
                    "the probabilities sum to 1; the model has no known scores to compare them with",
                    "Export it again with this version of Mien");
        }
        double difference = known.get().difference(answers);
        String found = String.format(Locale.ROOT, "within %.1e of the known scores of 7 drawn faces", difference);
        return difference <= tolerance
                ? Check.ok(SELF_TEST, ANSWERS, found)
                : failed(found + String.format(Locale.ROOT, ", expected %.0e", tolerance));
    }

    private static Check failed(String what) {
        return Check.failed(
                SELF_TEST,
                ANSWERS,
                what,
                "The model computes wrong results on this machine: install Mien or export the model again, and report"
                        + " this text if that does not help");
    }
}
