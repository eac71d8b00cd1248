package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.OnnxNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The network that comes with Mien, in 8 bits, against the original one in 32: see tools/centerface.py. */
class CenterFaceNetworkTest {
    private static final int SIDE = 192;

    /** Grey level, steepness, and in radii: centre across and down, half width, half height. */
    private static final double[][] PARTS = {
        {35, 4, 0, -0.25, 1.12, 1.35},
        {190, 4, 0, -0.05, 1.0, 1.3},
        {120, 1.5, 0.4, -0.25, 0.3, 0.2},
        {40, 3, 0.4, -0.22, 0.17, 0.1},
        {60, 2, 0.42, -0.5, 0.28, 0.08},
        {110, 2, 0.12, 0.3, 0.08, 0.06},
        {204, 1, 0, 0.05, 0.1, 0.35},
        {90, 3, 0, 0.68, 0.36, 0.11}
    };

    private static final double[][] FACES = {{50, 52, 10}, {140, 50, 11}, {52, 140, 12}, {140, 138, 13}};

    private static RgbImage drawn() {
        double[] levels = new double[SIDE * SIDE];
        Arrays.fill(levels, 90);
        for (double[] face : FACES) {
            for (double[] part : PARTS) {
                for (double side : part[2] == 0 ? new double[] {1} : new double[] {-1, 1}) {
                    put(levels, face, part, side);
                }
            }
        }
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.floor(levels[i] + 0.5);
        }
        return RgbImage.of(GrayImage.of(SIDE, SIDE, pixels));
    }

    private static void put(double[] levels, double[] face, double[] part, double side) {
        for (int i = 0; i < levels.length; i++) {
            double across = (i % SIDE + 0.5 - face[0]) / face[2];
            double down = (i / SIDE + 0.5 - face[1]) / face[2];
            double x = (across - side * part[2]) / part[4];
            double y = (down - part[3]) / part[5];
            levels[i] += (part[0] - levels[i]) * Math.max(0, Math.min(1, part[1] * (1 - (x * x + y * y))));
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CenterFaceNetworkTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static List<Face> faces() throws IOException {
        LevelView view = new LevelView(new Level(drawn(), SIDE, SIDE), 0);
        try (OnnxNetwork network = OnnxNetwork.of(resource("centerface.onnx"), "centerface.onnx", 1)) {
            FloatBuffer pixels = Buffers.floats(view.values());
            view.put(pixels, 1);
            float[] cells = network.run("pixels", pixels, new long[] {1, 3, SIDE, SIDE}, List.of("cells"))
                    .get(0);
            return new HeatMap(cells, 0, SIDE / HeatMap.STRIDE, SIDE / HeatMap.STRIDE).faces(0.3);
        }
    }

    @Test
    void findsWhatTheOriginalFinds() throws IOException {
        List<Face> faces = faces();
        String golden = new String(resource("/golden/face/centerface.csv"), StandardCharsets.US_ASCII);
        List<double[]> expected = golden.lines()
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertThat(expected).hasSize(3);
        for (double[] numbers : expected) {
            Box box = new Box(numbers[1], numbers[2], numbers[3], numbers[4]);
            Face face = faces.stream()
                    .filter(one -> one.box().overlap(box) > 0.7)
                    .findFirst()
                    .orElseThrow();
            assertThat(face.score()).isCloseTo(numbers[0], within(0.12));
            assertThat(face.box().width()).isCloseTo(box.width(), within(1.5));
            assertThat(face.eyes().orElseThrow().right().x()).isCloseTo(numbers[5], within(1.5));
            assertThat(face.eyes().orElseThrow().left().y()).isCloseTo(numbers[8], within(1.5));
            assertThat(face.keypoints().point(Keypoint.NOSE_TIP).orElseThrow().y())
                    .isCloseTo(numbers[10], within(1.5));
        }
    }
}
