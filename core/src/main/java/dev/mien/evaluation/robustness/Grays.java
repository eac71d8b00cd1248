package dev.mien.evaluation.robustness;

import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** What the disturbances share. */
final class Grays {
    /** Width of the pictures in whose pixels lengths are given. */
    static final double SIDE = 48;

    private Grays() {}

    /** A picture of the same size, its grey values rounded and kept within 0 to 255. */
    static GrayImage map(GrayImage picture, IntToDoubleFunction value) {
        byte[] pixels = new byte[picture.width() * picture.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(value.applyAsDouble(i))));
        }
        return GrayImage.of(picture.width(), picture.height(), pixels);
    }

    /** The grey value of a position, row by row. */
    static int gray(GrayImage picture, int position) {
        return picture.pixel(position % picture.width(), position / picture.width());
    }

    static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " is " + value + ", expected " + low + " to " + high);
        }
    }

    /** At most three digits after the point, and none that is not needed. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
