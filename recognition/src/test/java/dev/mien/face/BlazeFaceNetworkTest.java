package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import dev.mien.model.OnnxNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network that comes with Mien against the original one, run by LiteRT: see tools/blazeface.py. */
class BlazeFaceNetworkTest {
    private static final int SIDE = 192;

    private static RgbImage formula() {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            pixels[i] = (byte) (7 * x + 3 * y + 50 * channel + x * y);
        }
        return RgbImage.of(SIDE, SIDE, pixels);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BlazeFaceNetworkTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void saysWhatTheOriginalSays() throws IOException {
        Tile tile = new Level(formula(), SIDE, SIDE).tiles().get(0);
        List<float[]> answers;
        try (OnnxNetwork network = OnnxNetwork.of(resource("blazeface.onnx"), "blazeface.onnx", 1)) {
            answers = network.run("pixels", tile.pixels(), new long[] {1, 3, SIDE, SIDE}, List.of("cells"));
        }
        float[] cells = answers.get(0);
        int count = SIDE / Anchors.STRIDE * (SIDE / Anchors.STRIDE);
        String golden = new String(resource("/golden/face/blazeface.csv"), StandardCharsets.US_ASCII);
        assertThat(golden.lines()).hasSize(63).allSatisfy(line -> {
            String[] numbers = line.split(",");
            int cell = Integer.parseInt(numbers[0]);
            assertThat(cells[cell]).isCloseTo(Float.parseFloat(numbers[1]), within(1e-3f));
            for (int i = 0; i < Anchors.COORDINATES; i++) {
                assertThat(cells[(1 + i) * count + cell]).isCloseTo(Float.parseFloat(numbers[2 + i]), within(0.01f));
            }
        });
    }
}
