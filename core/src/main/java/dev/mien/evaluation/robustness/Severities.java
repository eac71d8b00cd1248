package dev.mien.evaluation.robustness;

import dev.mien.InvalidInputException;
import java.util.Locale;

/** Helpers of the disturbances. */
final class Severities {
    private Severities() {}

    static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " is " + value + ", expected " + low + " to " + high);
        }
    }

    /** At most three digits after the point, without trailing zeros. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
