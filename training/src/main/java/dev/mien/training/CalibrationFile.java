package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.evaluation.Calibration;
import dev.mien.evaluation.ReliabilityDiagram;
import dev.mien.evaluation.Temperature;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.SelfChecksum;
import dev.mien.io.Sha256;
import dev.mien.io.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code calibration.json}: the temperature of a run's best weights, and how it was found. The file carries its own
 * checksum and that of the weights, because it does not apply to other weights.
 *
 * @param fittedOn the rows that the temperature was fitted on, in words
 * @param measuredOn the rows that the errors were measured on, in words
 * @param modelSha256 SHA-256 of the file with the weights
 */
public record CalibrationFile(Calibration calibration, String fittedOn, String measuredOn, String modelSha256) {
    /** Name of the file in a run folder. */
    public static final String NAME = "calibration.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    /** Makes the calibration of a run's weights. */
    public static CalibrationFile of(RunFolder folder, Calibration calibration, String fittedOn, String measuredOn) {
        return new CalibrationFile(calibration, fittedOn, measuredOn, Sha256.of(folder.best()));
    }

    /** Writes the file into a run folder, whole or not at all. */
    public void write(RunFolder folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT)
                .put("temperature", calibration.temperature().value())
                .put("fitted_on", fittedOn)
                .put("fitted_rows", calibration.fittedRows())
                .put("measured_on", measuredOn)
                .put("measured_rows", calibration.before().diagram().n());
        write(calibration.before(), root.putObject("before"));
        write(calibration.after(), root.putObject("after"));
        root.put("model_sha256", modelSha256).put(SelfChecksum.NAME, SelfChecksum.PLACEHOLDER);
        byte[] text = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(text, new byte[0]);
        AtomicFile.write(folder.path().resolve(NAME), out -> out.write(text));
    }

    private static void write(Calibration.Measure measure, ObjectNode node) {
        node.put("expected_calibration_error", measure.expectedCalibrationError())
                .put("log_loss", measure.logLoss());
        ArrayNode bins = node.putArray("bins");
        for (ReliabilityDiagram.Bin bin : measure.diagram().bins()) {
            bins.addObject()
                    .put("low", bin.low())
                    .put("high", bin.high())
                    .put("count", bin.count())
                    .put("confidence", bin.confidence())
                    .put("accuracy", bin.accuracy());
        }
    }

    /**
     * The calibration of a model's run. It is empty if the run has no calibration, or if a longer training has replaced
     * the calibrated weights.
     *
     * @param model run folder, or a model file in one
     * @throws InvalidInputException if the file was damaged
     */
    public static Optional<CalibrationFile> ofModel(Path model) {
        Path weights = Files.isDirectory(model) ? model.resolve(ModelFile.BEST) : model;
        Path file = weights.resolveSibling(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(read(file, weights)).filter(found -> found.modelSha256.equals(Sha256.of(weights)));
    }

    private static CalibrationFile read(Path file, Path weights) {
        try {
            byte[] bytes = WholeFile.readRegular(file, WholeFile.MOST);
            JsonNode root = JSON.readTree(bytes);
            if (SelfChecksum.verify(bytes, new byte[0]) != SelfChecksum.Verdict.WHOLE) {
                throw damaged(file, weights, "its content does not have the checksum '" + SelfChecksum.NAME + "'");
            }
            if (root.path("format").asInt() != FORMAT) {
                throw damaged(file, weights, "its format is " + root.path("format") + ", expected " + FORMAT);
            }
            return new CalibrationFile(
                    new Calibration(
                            new Temperature(root.path("temperature").asDouble()),
                            root.path("fitted_rows").asInt(),
                            measure(root.path("before")),
                            measure(root.path("after"))),
                    root.path("fitted_on").asText(),
                    root.path("measured_on").asText(),
                    root.path("model_sha256").asText());
        } catch (JsonProcessingException e) {
            throw damaged(file, weights, "it is not JSON");
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }

    private static InvalidInputException damaged(Path file, Path weights, String how) {
        Path model =
                weights.endsWith(ModelFile.BEST) ? RunFolder.ofModel(weights).path() : weights;
        return new InvalidInputException(
                file + " was damaged, or changed by hand: " + how, Remedy.to(Remedy.Action.CALIBRATE, model));
    }

    private static Calibration.Measure measure(JsonNode node) {
        List<ReliabilityDiagram.Bin> bins = new ArrayList<>();
        node.path("bins")
                .forEach(bin -> bins.add(new ReliabilityDiagram.Bin(
                        bin.path("low").asDouble(),
                        bin.path("high").asDouble(),
                        bin.path("count").asInt(),
                        bin.path("confidence").asDouble(),
                        bin.path("accuracy").asDouble())));
        return new Calibration.Measure(node.path("log_loss").asDouble(), new ReliabilityDiagram(bins));
    }
}
