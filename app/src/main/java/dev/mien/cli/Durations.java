package dev.mien.cli;

import java.util.Locale;

/** Words durations for people. */
final class Durations {
    private Durations() {}

    /** Formats seconds as {@code 42 s}, {@code 3 min 05 s} or {@code 2 h 07 min}. */
    static String text(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
