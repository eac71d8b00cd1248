package dev.mien.experiment;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers in the form of reports and tables. */
public final class Numbers {
    private Numbers() {}

    /** A share of 0 to 1 as {@code 62.66 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Four digits after the point. */
    public static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** All digits and no exponent: {@code 0.0001}. */
    static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
