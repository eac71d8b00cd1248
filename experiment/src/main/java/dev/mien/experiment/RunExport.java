package dev.mien.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.engine.Precision;
import dev.mien.evaluation.Predictions;
import dev.mien.export.KerasOnnx;
import dev.mien.export.KerasReading;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.image.GrayImage;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import dev.mien.keras.KerasExport;
import dev.mien.keras.KerasFile;
import dev.mien.keras.KerasForm;
import dev.mien.nn.Shape;
import dev.mien.run.Lineage;
import dev.mien.training.Answers;
import dev.mien.training.CalibrationFile;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a run's best weights as an ONNX file with metadata from the run's folder. */
public final class RunExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The values of evaluation.json that get metadata of their own, in addition to the whole file. */
    private static final List<String> SCORES = List.of(
            "split",
            "n",
            "accuracy",
            "accuracy_interval_95",
            "loss",
            "macro_f1",
            "balanced_accuracy",
            "rule",
            "split_source",
            "views",
            "weights");

    private RunExport() {}

    /**
     * The result of an export.
     *
     * @param bytes size of the file
     * @param parity comparison of ONNX Runtime's answers with libtorch's
     * @param description the file's description of itself
     */
    public record Result(long bytes, OnnxParity parity, ModelDescription description) {}

    /**
     * Exports a model. The file is written only if ONNX Runtime gives the same answers as libtorch.
     *
     * @param model run folder, or a model file in one
     * @param version of the model, written into the file
     * @throws InvalidInputException if there is no model, or files of its run were damaged
     */
    public static Result export(Path model, Path out, WeightPrecision precision, long version) {
        ModelFile file = ModelFile.read(model);
        Map<String, String> facts = facts(model);
        AtomicFile.requireWritable(out);
        facts.put(ModelDescription.KNOWN_SCORES, knownScores(file).text());
        byte[] bytes = OnnxExport.bytes(file, precision, version, facts);
        OnnxParity parity = OnnxParity.of(file, bytes, precision);
        AtomicFile.writeWithFolder(out, stream -> stream.write(bytes));
        return new Result(bytes.length, parity, parity.description());
    }

    /**
     * Exports a model as a file of Keras. The file is written only if ONNX Runtime, which gets the network from the
     * file's own bytes, gives the same answers as libtorch.
     *
     * @param model run folder, or a model file in one
     * @throws InvalidInputException if there is no model, files of its run were damaged, or the form cannot hold it
     */
    public static Result keras(Path model, Path out, KerasForm form) {
        ModelFile file = ModelFile.read(model);
        Map<String, String> facts = facts(model);
        AtomicFile.requireWritable(out);
        byte[] bytes = KerasExport.bytes(file, form, facts);
        byte[] read = KerasOnnx.bytes(KerasFile.read(bytes), KerasReading.of(file.labels(), Scaling.RAW), facts);
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmotionClassifier classifier = EmotionClassifier.of(file, Precision.FP32, threads)) {
            OnnxParity parity = OnnxParity.of(
                    faces -> new Answers(classifier.answers(faces).emotions(), Optional.empty()),
                    file.architecture().input(),
                    read,
                    WeightPrecision.FP32);
            AtomicFile.writeWithFolder(out, stream -> stream.write(bytes));
            return new Result(bytes.length, parity, parity.description());
        }
    }

    /** The scores that libtorch computes in 32 bits. */
    private static KnownScores knownScores(ModelFile file) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmotionClassifier classifier = EmotionClassifier.of(file, Precision.FP32, threads)) {
            return knownScores(file.architecture().input(), file.labels(), classifier::answers);
        }
    }

    /**
     * The scores of a model.
     *
     * @param labels the model's classes
     * @param judged libtorch's answers to faces of this size
     */
    static KnownScores knownScores(Shape input, LabelSet labels, Function<Dataset, Answers> judged) {
        int pixels = input.width() * input.height();
        List<GrayImage> faces = KnownScores.faces(input.width(), input.height());
        byte[] all = new byte[faces.size() * pixels];
        byte[] codes = new byte[faces.size()];
        for (int i = 0; i < codes.length; i++) {
            faces.get(i).copyPixels(all, i * pixels);
            codes[i] = (byte) (i % labels.size());
        }
        Dataset drawn = Dataset.of("drawn faces", input.width(), input.height(), all, labels, codes);
        Predictions answers = judged.apply(drawn).emotions();
        double[][] scores = new double[codes.length][labels.size()];
        for (int face = 0; face < codes.length; face++) {
            for (int c = 0; c < labels.size(); c++) {
                scores[face][c] = answers.probability(face, c);
            }
        }
        return KnownScores.of(scores);
    }

    /** Facts about the training, from the run's folder. */
    static Map<String, String> making(Path model) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("weights_sha256", Sha256.of(ModelFile.file(model)));
        Lineage.configOf(model).ifPresent(config -> tell(config, facts));
        return facts;
    }

    private static Map<String, String> facts(Path model) {
        Map<String, String> facts = making(model);
        CalibrationFile.ofModel(model).ifPresent(calibration -> tell(calibration, facts));
        evaluation(model).ifPresent(evaluation -> tell(evaluation, facts));
        return facts;
    }

    private static void tell(RunConfig config, Map<String, String> facts) {
        RunConfig.Data data = config.data();
        facts.put("recipe", config.training().recipe());
        facts.put("seed", Long.toString(config.training().computation().seed()));
        facts.put("data", FileName.of(data.source()));
        facts.put("data_rows", Integer.toString(data.rows()));
        facts.put("data_rows_used", Integer.toString(Math.min(data.rows(), data.limit())));
        facts.put("data_sha256", data.sha256());
        data.ferPlus().ifPresent(votes -> {
            facts.put("ferplus_votes", FileName.of(votes.path()));
            facts.put("ferplus_votes_sha256", votes.sha256());
        });
        if (!data.teachers().isEmpty()) {
            facts.put("teachers_sha256", checksums(data.teachers()));
        }
        facts.put("split", config.split().rule());
        if (!config.initialWeights().isEmpty()) {
            facts.put(
                    "initial_weights",
                    config.initialWeights().stream()
                            .map(file -> FileName.of(file.path()))
                            .collect(Collectors.joining(", ")));
            facts.put("initial_weights_sha256", checksums(config.initialWeights()));
        }
    }

    private static String checksums(List<RunConfig.Source> files) {
        return files.stream().map(RunConfig.Source::sha256).collect(Collectors.joining(", "));
    }

    private static void tell(CalibrationFile file, Map<String, String> facts) {
        facts.put(
                ModelDescription.TEMPERATURE,
                Double.toString(file.calibration().temperature().value()));
        facts.put("temperature_fitted_on", file.fittedOn());
        facts.put("calibration_measured_on", file.measuredOn());
        facts.put(
                "calibration_error_before",
                Double.toString(file.calibration().before().expectedCalibrationError()));
        facts.put(
                "calibration_error_after",
                Double.toString(file.calibration().after().expectedCalibrationError()));
    }

    private static void tell(JsonNode evaluation, Map<String, String> facts) {
        for (String name : SCORES) {
            JsonNode value = evaluation.path(name);
            if (!value.isMissingNode()) {
                facts.put("evaluation_" + name, value.isValueNode() ? value.asText() : value.toString());
            }
        }
        facts.put("evaluation", evaluation.toString());
    }

    /** The scores of a judged run; empty if there are no scores, or if they may belong to other weights. */
    private static Optional<JsonNode> evaluation(Path model) {
        RunFolder folder = RunFolder.ofModel(model);
        Path file = folder.path().resolve(JudgementFiles.EVALUATION);
        if (!Files.exists(folder.path().resolve(RunChecksums.NAME)) || !Files.exists(file) || !isBest(model, folder)) {
            return Optional.empty();
        }
        RunChecksums.requireUnchanged(
                folder, name -> name.equals(ModelFile.BEST) || name.equals(JudgementFiles.EVALUATION));
        try {
            return Optional.of(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read " + file + ": " + FailureReason.of(e),
                    Remedy.to(Remedy.Action.JUDGE, folder.path()),
                    e);
        }
    }

    /** Whether its folder's evaluation belongs to a model. */
    private static boolean isBest(Path model, RunFolder folder) {
        return Files.exists(folder.best()) && Sha256.of(ModelFile.file(model)).equals(Sha256.of(folder.best()));
    }
}
