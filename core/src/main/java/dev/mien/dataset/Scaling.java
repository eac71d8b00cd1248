package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Locale;

/**
 * Turns a grey value into the network's input: {@code (value - mean) / deviation}. A model file stores it.
 *
 * @param kind one of the three rules
 * @param mean subtracted, in grey levels 0 to 255
 * @param deviation divided by, in grey levels, above 0
 */
public record Scaling(Kind kind, double mean, double deviation) {

    /** The rules. */
    public enum Kind {
        /** Grey levels 0 to 255, unchanged, as in the article's code. */
        RAW,
        /** 0 to 1. */
        UNIT,
        /** Mean 0 and deviation 1 over the pixels of the training split, as in the article's text. */
        STANDARD;

        /** The name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Scaling RAW = new Scaling(Kind.RAW, 0, 1);
    public static final Scaling UNIT = new Scaling(Kind.UNIT, 0, 255);

    public Scaling {
        if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new InvalidInputException(
                    "scaling needs a finite mean and a deviation above 0, got " + mean + " and " + deviation);
        }
    }

    /** The scaling of a kind. Standard scaling is fitted on the training samples and on no others. */
    public static Scaling fit(Kind kind, Dataset train) {
        return switch (kind) {
            case RAW -> RAW;
            case UNIT -> UNIT;
            case STANDARD -> standard(train);
        };
    }

    private static Scaling standard(Dataset train) {
        long n = 0;
        long sum = 0;
        long squares = 0;
        byte[] picture = new byte[train.pixelsPerSample()];
        for (int i = 0; i < train.size(); i++) {
            train.copyPixels(i, picture, 0);
            for (byte b : picture) {
                int value = b & 0xff;
                sum += value;
                squares += (long) value * value;
            }
            n += picture.length;
        }
        if (n == 0) {
            throw new InvalidInputException("standard scaling is fitted on the training split, which is empty");
        }
        double mean = (double) sum / n;
        double variance = (double) squares / n - mean * mean;
        return new Scaling(Kind.STANDARD, mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    /** The network's input for a grey value of 0 to 255. */
    public float apply(double value) {
        return (float) ((value - mean) / deviation);
    }
}
