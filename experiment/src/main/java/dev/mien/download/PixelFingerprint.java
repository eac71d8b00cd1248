package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.dataset.Dataset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a set of labelled pictures is told by. A picture's hash is the SHA-256 of its label (one byte, the CSV's number) and its pixels
 * (2,304 bytes, row by row).
 *
 * @param unordered SHA-256 over the pictures' hashes, sorted as unsigned bytes: whatever the pictures' order
 * @param ordered SHA-256 over the pictures' hashes in their order
 * @param means mean grey level of each class, 0 to 255, in label order
 * @param deviations standard deviation of the grey levels of each class
 */
record PixelFingerprint(String unordered, String ordered, List<Double> means, List<Double> deviations) {
    /** Grey levels by which JPEG of quality 75 or better may move a class' mean; measured on FER2013, it moves them by less than 0.1. */
    private static final double MEAN_TOLERANCE = 0.25;

    /** The same for the deviation, which loses what JPEG smooths away. */
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
        MessageDigest digest = sha256();
        byte[] pixels = new byte[faces.pixelsPerSample()];
        for (int i = 0; i < hashes.length; i++) {
            faces.copyPixels(i, pixels, 0);
            digest.update((byte) faces.label(i));
            hashes[i] = digest.digest(pixels);
        }
        return hashes;
    }

    private static String hash(byte[][] hashes) {
        MessageDigest digest = sha256();
        for (byte[] hash : hashes) {
            digest.update(hash);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Means, then deviations; 0 for a class without a picture. */
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

    /** Whether each class' grey levels are as these, but for what JPEG changes. */
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
