package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.dataset.Dataset;
import dev.mien.io.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Identifies a set of labelled pictures. A picture's hash is the SHA-256 of its label (one byte, the CSV's number) and
 * its pixels (2,304 bytes, row by row).
 *
 * @param unordered SHA-256 over the pictures' hashes, sorted as unsigned bytes, so the pictures' order does not matter
 * @param ordered SHA-256 over the pictures' hashes in their order
 * @param means mean grey level of each class, 0 to 255, in label order
 * @param deviations standard deviation of the grey levels of each class
 */
record PixelFingerprint(String unordered, String ordered, List<Double> means, List<Double> deviations) {
    /**
     * Grey levels by which JPEG of quality 75 or better may change a class's mean. On FER2013 it changes them by less
     * than 0.1.
     */
    private static final double MEAN_TOLERANCE = 0.25;

    /** The same for the standard deviation, which JPEG lowers by smoothing. */
    private static final double DEVIATION_TOLERANCE = 0.5;

    static PixelFingerprint of(Dataset faces) {
        byte[][] hashes = hashes(faces);
        String ordered = hash(hashes);
        Arrays.sort(hashes, Arrays::compareUnsigned);
        double[][] moments = moments(faces);
        return new PixelFingerprint(
                hash(hashes),
                ordered,
                DoubleStream.of(moments[0]).boxed().toList(),
                DoubleStream.of(moments[1]).boxed().toList());
    }

    private static byte[][] hashes(Dataset faces) {
        byte[][] hashes = new byte[faces.size()][];
        Sha256 sum = new Sha256();
        byte[] pixels = new byte[faces.pixelsPerSample()];
        for (int i = 0; i < hashes.length; i++) {
            faces.copyPixels(i, pixels, 0);
            hashes[i] = sum.add((byte) faces.label(i)).add(pixels).bytes();
        }
        return hashes;
    }

    private static String hash(byte[][] hashes) {
        Sha256 sum = new Sha256();
        for (byte[] hash : hashes) {
            sum.add(hash);
        }
        return sum.hex();
    }

    /** Means, then deviations; 0 for a class without pictures. */
    private static double[][] moments(Dataset faces) {
        long[] counts = new long[Emotion.COUNT];
        long[] sums = new long[Emotion.COUNT];
        long[] squares = new long[Emotion.COUNT];
        byte[] pixels = new byte[faces.pixelsPerSample()];
        for (int i = 0; i < faces.size(); i++) {
            faces.copyPixels(i, pixels, 0);
            int label = faces.label(i);
            counts[label] += pixels.length;
            for (byte pixel : pixels) {
                int grey = pixel & 0xff;
                sums[label] += grey;
                squares[label] += (long) grey * grey;
            }
        }
        double[][] moments = new double[2][Emotion.COUNT];
        for (int c = 0; c < Emotion.COUNT; c++) {
            double n = Math.max(1, counts[c]);
            moments[0][c] = sums[c] / n;
            moments[1][c] = Math.sqrt(Math.max(0, squares[c] / n - moments[0][c] * moments[0][c]));
        }
        return moments;
    }

    /** Whether each class's grey levels equal these, apart from the changes of JPEG. */
    boolean isNear(PixelFingerprint other) {
        return within(means, other.means, MEAN_TOLERANCE) && within(deviations, other.deviations, DEVIATION_TOLERANCE);
    }

    private static boolean within(List<Double> some, List<Double> others, double tolerance) {
        for (int i = 0; i < some.size(); i++) {
            if (Math.abs(some.get(i) - others.get(i)) > tolerance) {
                return false;
            }
        }
        return true;
    }
}
