package dev.mien.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against ImageDataGenerator.apply_transform of Keras 3.15.1, see golden/augmentation.py. */
class AugmenterGoldenTest {
    private static final int COLUMNS_OF_KERAS = 6;
    private static final float TOLERANCE = 1e-3f;

    @ParameterizedTest
    @ValueSource(strings = {"square", "wide", "tall", "line", "pixel"})
    void transformsAsKerasDoes(String name) throws IOException {
        requireSame(name, draws(name), floats(name + "-expected.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"square", "wide", "tall", "line", "pixel"})
    void reflectsAsKerasDoes(String name) throws IOException {
        List<Draw> draws =
                draws(name).stream().map(AugmenterGoldenTest::reflected).toList();

        requireSame(name, draws, floats(name + "-reflected.bin"));
    }

    private static Draw reflected(Draw of) {
        return new Draw(
                of.shiftX(),
                of.shiftY(),
                of.zoomX(),
                of.zoomY(),
                of.rotation(),
                of.flip(),
                Border.REFLECTED,
                Light.UNCHANGED,
                List.of());
    }

    private static void requireSame(String name, List<Draw> draws, float[] expected) throws IOException {
        Dataset data = picture(name);
        int pixels = data.pixelsPerSample();
        Augmenter augmenter = new Augmenter(List.of(), data.width(), data.height());
        float[] actual = new float[draws.size() * pixels];

        for (int i = 0; i < draws.size(); i++) {
            augmenter.apply(draws.get(i), data, 0, actual, i * pixels);
        }

        assertThat(actual).hasSameSizeAs(expected);
        assertThat(largestDifference(actual, expected)).isLessThan(TOLERANCE);
    }

    private static float largestDifference(float[] actual, float[] expected) {
        float largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }

    private static Dataset picture(String name) throws IOException {
        List<double[]> rows = numbers(name + ".csv");
        int width = rows.get(0).length;
        byte[] pixels = new byte[rows.size() * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) rows.get(i / width)[i % width];
        }
        return Dataset.of(name, width, rows.size(), pixels, new byte[1]);
    }

    private static List<Draw> draws(String name) throws IOException {
        List<Draw> draws = new ArrayList<>();
        for (double[] row : numbers(name + "-draws.csv")) {
            double[] of = Arrays.copyOfRange(row, COLUMNS_OF_KERAS, row.length);
            draws.add(new Draw(of[0], of[1], of[2], of[3], of[4], of[5] == 1));
        }
        return draws;
    }

    private static List<double[]> numbers(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("theta"))
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static float[] floats(String file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[buffer.remaining() / Float.BYTES];
        buffer.asFloatBuffer().get(values);
        return values;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = AugmenterGoldenTest.class.getResourceAsStream("/golden/augmentation/" + file)) {
            if (input == null) {
                throw new FileNotFoundException(file);
            }
            return input.readAllBytes();
        }
    }
}
