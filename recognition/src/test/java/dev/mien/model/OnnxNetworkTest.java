package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxNetworkTest {
    private static final long[] SHAPE = {2, 1, OnnxFile.HEIGHT, OnnxFile.WIDTH};

    private static FloatBuffer pixels() {
        int pixels = OnnxFile.HEIGHT * OnnxFile.WIDTH;
        FloatBuffer values = ByteBuffer.allocateDirect(2 * pixels * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < 2 * pixels; i++) {
            values.put(i < pixels ? 0 : 100);
        }
        return values.flip();
    }

    @Test
    void outputsComeInTheOrderAskedFor() {
        try (OnnxNetwork network = OnnxNetwork.of(new OnnxFile(true).bytes(), "m.onnx", 1)) {
            List<float[]> answers = network.run("pixels", pixels(), SHAPE, List.of("ferplus", "emotion"));
            assertThat(answers.get(0)).hasSize(2 * 8);
            assertThat(answers.get(1)).hasSize(2 * 7);
            assertThat(answers.get(1)[0]).isEqualTo(1 / 7f);
            assertThat(answers.get(1)[7 + 6] / answers.get(1)[7])
                    .isCloseTo((float) Math.exp(6), withinPercentage(0.01));
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        try (OnnxNetwork network = OnnxNetwork.of(new OnnxFile(false).bytes(), "m.onnx", 1)) {
            assertThatThrownBy(() -> network.run("pixels", pixels(), SHAPE, List.of("boxes")))
                    .isInstanceOf(MienException.class)
                    .hasMessage("m.onnx has no output 'boxes' of 32-bit numbers. Give another file");
            assertThatThrownBy(() -> network.run("x", pixels(), SHAPE, List.of("emotion")))
                    .isInstanceOf(MienException.class)
                    .hasMessageStartingWith("ONNX Runtime failed on m.onnx: ");
        }
        assertThatThrownBy(() -> OnnxNetwork.of(new byte[] {1, 2, 3}, "m.onnx", 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("m.onnx is damaged or not an ONNX model: ");
    }
}
