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
import dev.mien.nn.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a graph of operators down, one after the other. A value is known by its name.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/Operators.md">ONNX' operators</a>
 */
final class GraphWriter {
    /** What the first, free size of inputs and outputs is called. */
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

    /** An operator with one output; returns the output's name, which is the operator's too. */
    String operator(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return operator(type, output, inputs, List.of(output), attributes);
    }

    /** An operator with several outputs; returns its name. */
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

    /** Constants in 32 bits. */
    String constants(String name, List<Integer> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(name, TensorProto.DataType.FLOAT, shape, bytes);
    }

    /** Whole numbers. */
    String integerConstants(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(name, TensorProto.DataType.INT64, List.of(values.length), bytes);
    }

    /** A kernel, in the file's precision; the name returned is that of its values in 32 bits. */
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
            throw new InvalidInputException("'" + name + "' has the weight " + value + ", but 16 bits hold -"
                    + HalfPrecision.LARGEST + " to " + HalfPrecision.LARGEST + ". Export with --precision fp32");
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
