package dev.mien.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * One line of progress that fits its terminal: a name, a bar, and as many details as there is room for, the most
 * important first.
 */
final class ProgressLine implements ProgressBarRenderer {
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 40;
    private static final int EIGHTHS = 8;
    private static final String BLOCKS = " ▏▎▍▌▋▊▉";
    private static final String BETWEEN = "  ";
    private static final String COLOR = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";
    private static final double MILLISECONDS = 1000;

    private final Text text;
    private final boolean colors;

    /** The details beside a bar. */
    @FunctionalInterface
    interface Text {
        /**
         * The details, the most important first. A narrow terminal shows only the first ones.
         *
         * @param left the time left, such as {@code 3 min 05 s left}, or the time passed if the end is unknown
         * @param count such as {@code 512/4,000}
         */
        List<String> details(String left, String count);

        /**
         * The order of the line.
         *
         * @param shown the details that fit, the most important first
         */
        default List<String> arranged(List<String> shown) {
            return shown;
        }

        /** A number of the counted things. */
        default LongFunction<String> numbers() {
            return number -> String.format(Locale.ROOT, "%,d", number);
        }
    }

    /** @param colors whether the bar has a colour */
    ProgressLine(Text text, boolean colors) {
        this.text = text;
        this.colors = colors;
    }

    @Override
    public String render(ProgressState state, int columns) {
        boolean known = !state.isIndefinite() && state.getMax() > 0;
        double share = known ? Math.max(0, Math.min(1, state.getNormalizedProgress())) : 0;
        String head = state.getTaskName() + (known ? String.format(Locale.ROOT, " %3.0f %%", 100 * share) : "");
        if (head.length() > columns) {
            return head.substring(0, columns);
        }
        int room = columns - head.length() - (known ? BETWEEN.length() + SHORTEST_BAR : 0);
        StringBuilder details = new StringBuilder();
        List<String> shown = fitting(text.details(time(state, known), count(state, known)), room);
        for (String detail : text.arranged(shown)) {
            details.append(BETWEEN).append(detail);
        }
        int bar = Math.min(LONGEST_BAR, SHORTEST_BAR + room - details.length());
        return head + (known && room >= 0 ? BETWEEN + bar(share, bar) : "") + details;
    }

    private static List<String> fitting(List<String> details, int room) {
        List<String> fitting = new ArrayList<>();
        int left = room;
        for (String detail : details.stream().filter(text -> !text.isEmpty()).toList()) {
            left -= BETWEEN.length() + detail.length();
            if (left < 0) {
                break;
            }
            fitting.add(detail);
        }
        return fitting;
    }

    private String count(ProgressState state, boolean known) {
        LongFunction<String> numbers = text.numbers();
        String done = numbers.apply(state.getCurrent());
        return known ? done + "/" + numbers.apply(state.getMax()) : done;
    }

    private static String time(ProgressState state, boolean known) {
        double passed = state.getElapsedAfterStart().toMillis() / MILLISECONDS;
        long done = state.getCurrent() - state.getStart();
        if (!known) {
            return Durations.text(passed);
        }
        return done <= 0 ? "" : Durations.text(passed * (state.getMax() - state.getCurrent()) / done) + " left";
    }

    /** A bar on a ground of its length, to an eighth of a character. */
    private String bar(double share, int length) {
        int eighths = (int) Math.round(share * length * EIGHTHS);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / EIGHTHS));
        if (eighths % EIGHTHS > 0) {
            bar.append(BLOCKS.charAt(eighths % EIGHTHS));
        }
        String rest = "·".repeat(length - bar.length());
        return colors ? COLOR + bar + PLAIN + rest : bar + rest;
    }
}
