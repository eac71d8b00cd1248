package dev.mien.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.nn.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes a graph of operators, one after the other. Each value has a name.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/Operators.md">ONNX' operators</a>
 */
final class GraphWriter {
    /** The name of the first size of inputs and outputs, which is free. */
    private static final String BATCH = "N";

    private final GraphProto.Builder graph;
    private final WeightPrecision precision;

    GraphWriter(String name, WeightPrecision precision) {
        this.graph = GraphProto.newBuilder().setName(name);
        this.precision = precision;
    }

    GraphProto graph() {
        return graph.build();
    }

    /** Adds an operator with one output, and returns its name, which is also the name of the output. */
    String operator(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return operator(type, output, inputs, List.of(output), attributes);
    }

    /** Adds an operator with several outputs, and returns its name. */
    String operator(String type, String name, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(Arrays.asList(attributes)));
        return name;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** Adds constants in 32 bits. */
    String constants(String name, List<Integer> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(name, TensorProto.DataType.FLOAT, shape, bytes);
    }

    /** Adds constants that are whole numbers. */
    String integerConstants(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(name, TensorProto.DataType.INT64, List.of(values.length), bytes);
    }

    /** Adds a kernel in the file's precision. The result is the name of its values in 32 bits. */
    String kernel(String name, List<Integer> shape, float[] values) {
        if (precision == WeightPrecision.FP32) {
            return constants(name, shape, values);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            requireInRange(name, value);
            bytes.putShort(HalfPrecision.bits(value));
        }
        String stored = initializer(name + ".fp16", TensorProto.DataType.FLOAT16, shape, bytes);
        return operator("Cast", name, List.of(stored), integer("to", TensorProto.DataType.FLOAT.getNumber()));
    }

    private static void requireInRange(String name, float value) {
        if (!(Math.abs(value) <= HalfPrecision.LARGEST)) {
            throw new InvalidInputException(
                    "'" + name + "' has the weight " + value + ", but 16 bits hold -" + HalfPrecision.LARGEST + " to "
                            + HalfPrecision.LARGEST,
                    Remedy.set(Remedy.Setting.PRECISION, "fp32"));
        }
    }

    private String initializer(String name, TensorProto.DataType type, List<Integer> shape, ByteBuffer bytes) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.array()));
        shape.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /**
     * Adds the operators and constants of another graph, whose inputs and outputs are values like others here.
     *
     * @param prefix that all its names get
     * @param shared names that stay as they are
     */
    void append(GraphProto part, String prefix, Set<String> shared) {
        UnaryOperator<String> renamed = name -> shared.contains(name) ? name : prefix + name;
        part.getInitializerList()
                .forEach(tensor -> graph.addInitializer(tensor.toBuilder().setName(renamed.apply(tensor.getName()))));
        part.getNodeList()
                .forEach(node -> graph.addNode(node.toBuilder()
                        .setName(prefix + node.getName())
                        .clearInput()
                        .addAllInput(node.getInputList().stream().map(renamed).toList())
                        .clearOutput()
                        .addAllOutput(node.getOutputList().stream().map(renamed).toList())));
    }

    /** Declares an input of 32-bit numbers, batch x these sizes. */
    void input(String name, String meaning, int... sizes) {
        graph.addInput(value(name, meaning, sizes));
    }

    /** Declares an output of 32-bit numbers, batch x these sizes. */
    void output(String name, String meaning, int... sizes) {
        graph.addOutput(value(name, meaning, sizes));
    }

    private static ValueInfoProto value(String name, String meaning, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        for (int size : sizes) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(meaning)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
