package dev.mien.diagnosis;

import java.util.Locale;

/** A diagnosis for people: columns under the sections' names, with the outcomes in words and optionally in colour. */
public final class DiagnosisText {
    private static final int INDENT = 2;
    private static final int GAP = 2;
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean color;

    /** @param color whether a terminal shows it */
    public DiagnosisText(boolean color) {
        this.color = color;
    }

    /** All lines, each with an end of line. */
    public String of(Diagnosis diagnosis) {
        int names = diagnosis.checks().stream()
                .mapToInt(check -> check.name().length())
                .max()
                .orElse(0);
        int outcomes = Check.Outcome.ABSENT.label().length();
        StringBuilder text = new StringBuilder();
        String section = "";
        for (Check check : diagnosis.checks()) {
            if (!check.section().equals(section)) {
                section = check.section();
                text.append(text.length() == 0 ? "" : "\n")
                        .append(colored(section, BOLD))
                        .append('\n');
            }
            line(text, check, names, outcomes);
        }
        return text.append('\n').append(verdict(diagnosis)).append('\n').toString();
    }

    private void line(StringBuilder text, Check check, int names, int outcomes) {
        String outcome =
                check.outcome() == Check.Outcome.FACT ? "" : check.outcome().label();
        text.append(" ".repeat(INDENT))
                .append(padded(check.name(), names + GAP))
                .append(colored(outcome, color(check.outcome())))
                .append(" ".repeat(outcomes - outcome.length() + GAP))
                .append(check.value());
        check.milliseconds().ifPresent(time -> text.append(String.format(Locale.ROOT, "  (%.0f ms)", time)));
        text.append('\n');
        check.advice()
                .ifPresent(advice -> text.append(" ".repeat(INDENT + names + GAP + outcomes + GAP))
                        .append("-> ")
                        .append(advice)
                        .append('\n'));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private String verdict(Diagnosis diagnosis) {
        int broken = diagnosis.broken().size();
        return broken == 0
                ? colored("Nothing is broken.", GREEN)
                : colored((broken == 1 ? "1 thing is" : broken + " things are") + " broken, see above.", RED);
    }

    private static String color(Check.Outcome outcome) {
        return switch (outcome) {
            case FACT -> "";
            case OK -> GREEN;
            case ABSENT -> YELLOW;
            case FAILED -> RED;
        };
    }

    private String colored(String text, String code) {
        return color && !text.isEmpty() && !code.isEmpty() ? code + text + PLAIN : text;
    }
}
