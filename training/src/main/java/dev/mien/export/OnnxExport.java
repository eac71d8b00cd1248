package dev.mien.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.mien.LabelSet;
import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.io.EntryChecksum;
import dev.mien.nn.Shape;
import dev.mien.training.Environment;
import dev.mien.training.ModelFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Exports a model as <a href="https://onnx.ai">ONNX</a>, for ONNX Runtime and other programs that read this format. The
 * file takes raw grey values and gives probabilities. Its metadata has everything that is needed to use it
 * ({@link ModelDescription}).
 */
public final class OnnxExport {
    /** Version of the operators. */
    static final int OPERATOR_SET = 17;

    /** Version of the file format that came with those operators, in ONNX 1.12. */
    private static final long IR_VERSION = 8;

    private static final String PRODUCER = "mien";
    private static final String DOMAIN = "dev.mien";

    private OnnxExport() {}

    /**
     * The bytes of the file, with its own checksum in its metadata. The same arguments give the same bytes.
     *
     * @param version the version of the model, counted by its publisher
     * @param facts further entries of the metadata by name, in addition to those of the model
     */
    public static byte[] bytes(ModelFile model, WeightPrecision precision, long version, Map<String, String> facts) {
        Map<String, String> text = new TreeMap<>(model.details());
        trainer(text);
        text.putAll(facts);
        text.put(ModelDescription.ARCHITECTURE, model.architecture().name());
        text.put("parameters", Integer.toString(model.architecture().parameterCount()));
        Scaling scaling = model.scaling();
        text.put("scaling", scaling.kind().label());
        text.put("scaling_mean", Double.toString(scaling.mean()));
        text.put("scaling_deviation", Double.toString(scaling.deviation()));
        return bytes(
                NetworkGraph.of(model, precision),
                describe(text, precision, version, model.labels(), NetworkGraph.hasFerPlus(model.architecture())),
                version,
                model.architecture().input(),
                NetworkGraph.hasActivationMaps(model.architecture()));
    }

    /**
     * The bytes of a file that answers with the mean of several models' probabilities. If all members have maps of one
     * size, the file has activation maps.
     *
     * @param members the models, two or more
     * @param version the version of the model, counted by its publisher
     * @param facts entries of the metadata by name
     * @throws dev.mien.InvalidInputException if there are fewer than two members, or if they read pictures of
     *     different sizes or have different labels
     */
    public static byte[] ensemble(
            List<ModelFile> members, WeightPrecision precision, long version, Map<String, String> facts) {
        GraphProto graph = EnsembleGraph.of(members, precision);
        Map<String, String> text = new TreeMap<>(facts);
        text.put(
                ModelDescription.ARCHITECTURE,
                members.stream().map(member -> member.architecture().name()).collect(Collectors.joining(" + ")));
        text.put("members", Integer.toString(members.size()));
        text.put(
                "parameters",
                Integer.toString(members.stream()
                        .mapToInt(member -> member.architecture().parameterCount())
                        .sum()));
        return bytes(
                graph,
                describe(text, precision, version, members.get(0).labels(), EnsembleGraph.hasFerPlus(members)),
                version,
                members.get(0).architecture().input(),
                EnsembleGraph.activationMaps(members).isPresent());
    }

    /** Whether an ensemble's file has activation maps. All members must have maps of one size. */
    public static boolean hasActivationMaps(List<ModelFile> members) {
        return EnsembleGraph.activationMaps(members).isPresent();
    }

    private static byte[] bytes(
            GraphProto graph, ModelDescription description, long version, Shape input, boolean maps) {
        return file(graph, description, version, document(description, input, maps));
    }

    /** The bytes of a file with its own checksum. */
    static byte[] file(GraphProto graph, ModelDescription description, long version, String document) {
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setProducerName(PRODUCER)
                .setProducerVersion(Environment.version())
                .setDomain(DOMAIN)
                .setModelVersion(version)
                .setDocString(document)
                .setGraph(graph);
        description
                .text()
                .forEach((name, value) -> proto.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
        byte[] file = proto.build().toByteArray();
        EntryChecksum.seal(file);
        return file;
    }

    /** The description of a file that is written. */
    static ModelDescription describe(
            Map<String, String> facts, WeightPrecision precision, long version, LabelSet labels, boolean ferPlus) {
        Map<String, String> text = new TreeMap<>(facts);
        text.put(ModelDescription.MODEL_VERSION, Long.toString(version));
        text.put(ModelDescription.MIEN_VERSION, Environment.version());
        text.put(ModelDescription.PRECISION, precision.label());
        return ModelDescription.of(text, labels, ferPlus);
    }

    /**
     * Renames the version in a model file. It is the version that trained the model, and another version may export it.
     */
    private static void trainer(Map<String, String> text) {
        Optional.ofNullable(text.remove("mien")).ifPresent(version -> text.put("trained_by_mien_version", version));
    }

    private static String document(ModelDescription description, Shape input, boolean maps) {
        int classes = description.labels().size();
        return "Reads the expression of a face. Input '" + ModelDescription.PIXELS + "': N x 1 x "
                + input.height() + " x "
                + input.width()
                + " grey values, 0 to 255, as they are; scaling is part of the graph. Output '"
                + ModelDescription.EMOTION + "': N x " + classes + " probabilities, in the order of the metadata's '"
                + ModelDescription.LABELS + "'. "
                + (description.hasFerPlus()
                        ? "Output '" + ModelDescription.FER_PLUS + "': N x 8, in the order of '"
                                + ModelDescription.FER_PLUS_LABELS + "'. "
                        : "")
                + (maps
                        ? "Output '" + ModelDescription.ACTIVATION + "': N x " + classes
                                + " x height x width, where in the picture the logits come from. "
                        : "")
                + description.text().get(ModelDescription.LIMITS);
    }
}
