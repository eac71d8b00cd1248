package dev.mien.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A time axis from 0 on.
 *
 * @param seconds at the right end, above 0
 * @param left place of 0 in points
 * @param width in points
 */
record TimeAxis(double seconds, double left, double width) {
    /** Room for a mark with its time. */
    private static final double LEAST_SPACE = 74;

    private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200
    };

    double x(double time) {
        return left + width * Math.min(Math.max(time / seconds, 0), 1);
    }

    double right() {
        return left + width;
    }

    /** The seconds between two marks. */
    double step() {
        double least = seconds * LEAST_SPACE / width;
        return DoubleStream.of(STEPS).filter(step -> step >= least).findFirst().orElse(Math.ceil(least / 3600) * 3600);
    }

    /** The times of the marks in seconds. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        double step = step();
        for (int i = 0; i * step <= seconds * (1 + 1e-9); i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /** A time for people: 0:07, 12:30, 1:02:03, with tenths if marks are closer than a second. */
    String text(double time) {
        return text(time, step() < 1);
    }

    static String text(double time, boolean tenths) {
        long all = tenths ? Math.round(10 * time) : 10 * Math.round(time);
        long whole = all / 10;
        String minutes = whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
        return tenths ? minutes + "." + all % 10 : minutes;
    }
}
