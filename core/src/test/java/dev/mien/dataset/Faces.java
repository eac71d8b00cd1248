package dev.mien.dataset;

import dev.mien.Emotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Small data that tests make for themselves. */
final class Faces {
    static final int PIXELS = 48 * 48;

    private Faces() {}

    /** Random grey values by seed. */
    static byte[] pixels(long seed) {
        byte[] pixels = new byte[PIXELS];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    static String text(byte[] pixels) {
        return IntStream.range(0, pixels.length)
                .mapToObj(i -> String.valueOf(pixels[i] & 0xff))
                .collect(Collectors.joining(" "));
    }

    /** Row {@code i} has the label {@code i % 7}, the usage {@code i % 3} and the pixels of seed {@code i}. */
    static String csv(int rows) {
        StringBuilder csv = new StringBuilder("emotion,pixels,Usage\n");
        for (int i = 0; i < rows; i++) {
            csv.append(row(i));
        }
        return csv.toString();
    }

    static String row(int i) {
        return i % Emotion.COUNT + "," + text(pixels(i)) + ","
                + Usage.ofCode(i % 3).label() + "\n";
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] pixelsOf(Dataset data, int index) {
        byte[] pixels = new byte[data.pixelsPerSample()];
        data.copyPixels(index, pixels, 0);
        return pixels;
    }

    /** Pictures of 1x1, one for each grey value, with labels that go round. */
    static Dataset dots(int... values) {
        byte[] pixels = new byte[values.length];
        byte[] labels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
            labels[i] = (byte) (i % Emotion.COUNT);
        }
        return Dataset.of("dots", 1, 1, pixels, labels);
    }

    /** {@code count} pictures of 2x2 that all differ. */
    static Dataset distinct(int count) {
        byte[] pixels = new byte[4 * count];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[4 * i] = (byte) i;
            pixels[4 * i + 1] = (byte) (i >> 8);
            labels[i] = (byte) (i % Emotion.COUNT);
        }
        return Dataset.of("distinct", 2, 2, pixels, labels);
    }
}
