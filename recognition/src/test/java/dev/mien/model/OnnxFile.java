package dev.mien.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.mien.description.ModelDescription;
import dev.mien.io.EntryChecksum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of Mien's form, made without Mien's export: a softmax over the brightness of the whole picture times one
 * number for each class, so that every answer can be computed by hand.
 */
public final class OnnxFile {
    public static final int WIDTH = 6;
    public static final int HEIGHT = 4;

    private final Map<String, String> metadata = new HashMap<>();
    private String input = "pixels";
    private Optional<Float> weight = Optional.empty();
    private boolean hasRows = true;
    private int channels = 1;
    private int classes = 7;
    private List<Integer> maps = List.of();
    private final boolean ferPlus;

    public OnnxFile(boolean ferPlus) {
        this.ferPlus = ferPlus;
        metadata.putAll(
                ModelDescription.of(Map.of("temperature", "1.25"), ferPlus).text());
    }

    public OnnxFile without(String name) {
        metadata.remove(name);
        return this;
    }

    public OnnxFile with(String name, String value) {
        metadata.put(name, value);
        return this;
    }

    public OnnxFile withInput(String name, int count) {
        input = name;
        channels = count;
        return this;
    }

    public OnnxFile withClasses(int count) {
        classes = count;
        return this;
    }

    /** With class activation maps: each pixel times its class's weight. */
    OnnxFile withMaps() {
        maps = List.of(7, HEIGHT, WIDTH);
        return this;
    }

    /** With an output of the maps' name that is none of theirs: N x 7. */
    OnnxFile withoutPlaces() {
        maps = List.of(7);
        return this;
    }

    /** As files of versions were that wrote no checksum. */
    public OnnxFile withoutChecksum() {
        return without(EntryChecksum.NAME).without(ModelDescription.CHECKSUM);
    }

    /** With an output of emotions that has no row, whatever the number of pictures. */
    OnnxFile withoutRows() {
        hasRows = false;
        return this;
    }

    /** With one weight in the place of all of them. */
    OnnxFile withWeight(float value) {
        weight = Optional.of(value);
        return this;
    }

    /** FER+'s labels in order. */
    String ferPlusLabels() {
        return metadata.get("ferplus_labels");
    }

    /** The weight of a class: 0, 0.01, 0.02, ... times the mean grey value is its logit. */
    public static double weight(int classIndex) {
        return classIndex / 100.0;
    }

    public byte[] bytes() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("brightness");
        graph.addInput(value(input, channels, HEIGHT, WIDTH));
        graph.addNode(NodeProto.newBuilder()
                .setOpType("GlobalAveragePool")
                .addInput(input)
                .addOutput("mean"));
        graph.addNode(
                NodeProto.newBuilder().setOpType("Flatten").addInput("mean").addOutput("brightness"));
        head(graph, "emotion", classes);
        if (ferPlus) {
            head(graph, "ferplus", 8);
        }
        if (!maps.isEmpty()) {
            maps(graph);
        }
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((name, text) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(name).setValue(text)));
        byte[] file = model.build().toByteArray();
        if (metadata.containsKey(EntryChecksum.NAME)) {
            EntryChecksum.seal(file);
        }
        return file;
    }

    private void maps(GraphProto.Builder graph) {
        TensorProto.Builder kernel = TensorProto.newBuilder()
                .setName("activation.kernel")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(List.of((long) classes, 1L, 1L, 1L));
        for (int i = 0; i < classes; i++) {
            kernel.addFloatData((float) weight(i));
        }
        graph.addInitializer(kernel)
                .addNode(NodeProto.newBuilder()
                        .setOpType("Conv")
                        .addAllInput(List.of(maps.size() > 1 ? input : "mean", "activation.kernel"))
                        .addOutput(maps.size() > 1 ? "activation" : "activation.upright"));
        if (maps.size() == 1) {
            graph.addNode(NodeProto.newBuilder()
                    .setOpType("Flatten")
                    .addInput("activation.upright")
                    .addOutput("activation"));
        }
        graph.addOutput(
                value("activation", maps.stream().mapToInt(Integer::intValue).toArray()));
    }

    private void head(GraphProto.Builder graph, String name, int size) {
        TensorProto.Builder kernel = TensorProto.newBuilder()
                .setName(name + ".kernel")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(channels)
                .addDims(size);
        for (int i = 0; i < channels * size; i++) {
            kernel.addFloatData(weight.orElse((float) weight(i % size)));
        }
        graph.addInitializer(kernel)
                .addNode(NodeProto.newBuilder()
                        .setOpType("MatMul")
                        .addAllInput(List.of("brightness", name + ".kernel"))
                        .addOutput(name + ".sums"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Softmax")
                        .addInput(name + ".sums")
                        .addOutput(hasRows ? name : name + ".rows")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(1)))
                .addOutput(value(name, size));
        if (!hasRows) {
            NodeProto.Builder slice = NodeProto.newBuilder().setOpType("Slice").addInput(name + ".rows");
            for (String end : List.of("start", "end", "axis")) {
                graph.addInitializer(TensorProto.newBuilder()
                        .setName(name + "." + end)
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addDims(1)
                        .addInt64Data(0));
                slice.addInput(name + "." + end);
            }
            graph.addNode(slice.addOutput(name));
        }
    }

    private static ValueInfoProto value(String name, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int size : sizes) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
