package dev.mien.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.io.SelfChecksum;
import dev.mien.training.Environment;
import dev.mien.training.ModelFile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as <a href="https://onnx.ai">ONNX</a> has it, for ONNX Runtime and whatever else reads that form: raw grey values in,
 * probabilities out, and metadata that says everything needed to use it ({@link ModelDescription}).
 */
public final class OnnxExport {
    /** Version of the operators. */
    static final int OPERATOR_SET = 17;

    /** Version of the file's form that came with those operators, in ONNX 1.12. */
    private static final long IR_VERSION = 8;

    private static final String PRODUCER = "mien";
    private static final String DOMAIN = "dev.mien";

    private OnnxExport() {}

    /**
     * The bytes of the file, with its own checksum in its metadata. The same arguments give the same bytes.
     *
     * @param version of the model, which whoever hands it out counts
     * @param facts what the metadata says besides what the model itself knows, by name
     */
    public static byte[] bytes(ModelFile model, WeightPrecision precision, long version, Map<String, String> facts) {
        ModelDescription description = description(model, precision, version, facts);
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setProducerName(PRODUCER)
                .setProducerVersion(Environment.version())
                .setDomain(DOMAIN)
                .setModelVersion(version)
                .setDocString(document(model, description))
                .setGraph(NetworkGraph.of(model, precision));
        description
                .text()
                .forEach((name, value) -> proto.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
        byte[] file = proto.build().toByteArray();
        SelfChecksum.sealEntry(file);
        return file;
    }

    private static ModelDescription description(
            ModelFile model, WeightPrecision precision, long version, Map<String, String> facts) {
        Map<String, String> text = new TreeMap<>(model.details());
        trainer(text);
        text.putAll(facts);
        text.put(ModelDescription.ARCHITECTURE, model.architecture().name());
        text.put(ModelDescription.MODEL_VERSION, Long.toString(version));
        text.put(ModelDescription.MIEN_VERSION, Environment.version());
        text.put(ModelDescription.PRECISION, precision.label());
        text.put("parameters", Integer.toString(model.architecture().parameterCount()));
        Scaling scaling = model.scaling();
        text.put("scaling", scaling.kind().label());
        text.put("scaling_mean", Double.toString(scaling.mean()));
        text.put("scaling_deviation", Double.toString(scaling.deviation()));
        return ModelDescription.of(text, NetworkGraph.hasFerPlus(model.architecture()));
    }

    /** A model file names the version that trained it, which need not be the one that exports it. */
    private static void trainer(Map<String, String> text) {
        Optional.ofNullable(text.remove("mien")).ifPresent(version -> text.put("trained_by_mien_version", version));
    }

    private static String document(ModelFile model, ModelDescription description) {
        return "Reads the expression of a face. Input '" + ModelDescription.PIXELS + "': N x 1 x "
                + model.architecture().input().height() + " x "
                + model.architecture().input().width()
                + " grey values, 0 to 255, as they are; scaling is part of the graph. Output '"
                + ModelDescription.EMOTION + "': N x 7 probabilities, in the order of the metadata's '"
                + ModelDescription.LABELS + "'. "
                + (description.hasFerPlus()
                        ? "Output '" + ModelDescription.FER_PLUS + "': N x 8, in the order of '"
                                + ModelDescription.FER_PLUS_LABELS + "'. "
                        : "")
                + (NetworkGraph.hasActivationMaps(model.architecture())
                        ? "Output '" + ModelDescription.ACTIVATION
                                + "': N x 7 x height x width, where in the picture the logits come from. "
                        : "")
                + description.text().get(ModelDescription.LIMITS);
    }
}
