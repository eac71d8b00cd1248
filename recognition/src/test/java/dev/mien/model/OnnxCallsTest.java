package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OnnxCallsTest {
    private static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    private static ValueInfoProto value(String name, TensorProto.DataType type, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int size : sizes) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static NodeProto node(String type, String input, String output) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addInput(input)
                .addOutput(output)
                .build();
    }

    /** A loop that changes a number's sign so often (ONNX, operator Loop). */
    private static byte[] loop(long rounds) {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addInput(value("round", TensorProto.DataType.INT64))
                .addInput(value("going", TensorProto.DataType.BOOL))
                .addInput(value("before", FLOAT, 1))
                .addNode(node("Identity", "going", "goes"))
                .addNode(node("Neg", "before", "after"))
                .addOutput(value("goes", TensorProto.DataType.BOOL))
                .addOutput(value("after", FLOAT, 1))
                .build();
        GraphProto graph = GraphProto.newBuilder()
                .setName("loop")
                .addInput(value("x", FLOAT, 1))
                .addInitializer(TensorProto.newBuilder()
                        .setName("rounds")
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addInt64Data(rounds))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Loop")
                        .addInput("rounds")
                        .addInput("")
                        .addInput("x")
                        .addOutput("y")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("body")
                                .setType(AttributeProto.AttributeType.GRAPH)
                                .setG(body)))
                .addOutput(value("y", FLOAT, 1))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static float run(long rounds, Duration most) throws OrtException {
        try (OrtSession session = OnnxSessions.open(loop(rounds), 1);
                OnnxTensor x = OnnxTensor.createTensor(OnnxEnvironment.get(), new float[] {3})) {
            return OnnxCalls.run(
                    session,
                    Map.of("x", x),
                    Set.of("y"),
                    result -> ((float[]) result.get("y").orElseThrow().getValue())[0],
                    most);
        }
    }

    @Test
    @Timeout(60)
    void anEndlessLoopIsEnded() throws OrtException {
        assertThat(run(5, Duration.ofMinutes(1))).isEqualTo(-3);
        assertThatThrownBy(() -> run(1L << 62, Duration.ofMillis(300)))
                .isInstanceOf(OrtException.class)
                .hasMessageContaining("did not answer within 0.3 s");
    }
}
