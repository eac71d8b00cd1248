package dev.mien.evaluation;

import dev.mien.InvalidInputException;
import dev.mien.Label;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Prints a {@link ClassificationReport} in scikit-learn's layout. */
final class ReportText {
    private static final int MOST_DIGITS = 17;
    private static final String COLUMN = " %9s";

    private final int digits;
    private final String row;

    /** @param longest length of the longest name of a class */
    ReportText(int digits, int longest) {
        if (digits < 0 || digits > MOST_DIGITS) {
            throw new InvalidInputException("the report's digits are " + digits + ", expected 0 to " + MOST_DIGITS
                    + ": 3 shows a tenth of a percent");
        }
        this.digits = digits;
        int width = Math.max(Math.max("weighted avg".length(), longest), digits);
        this.row = "%" + width + "s " + COLUMN.repeat(4) + "\n";
    }

    String of(ClassificationReport report) {
        StringBuilder text = new StringBuilder();
        text.append(row.formatted("", "precision", "recall", "f1-score", "support"))
                .append('\n');
        List<Label> labels = report.labels();
        List<ClassScores> scores = report.perClass();
        for (int i = 0; i < labels.size(); i++) {
            text.append(line(labels.get(i).name(), scores.get(i)));
        }
        text.append('\n')
                .append(report.isComplete() ? accuracy(report.micro()) : line("micro avg", report.micro()))
                .append(line("macro avg", report.macro()))
                .append(line("weighted avg", report.weighted()));
        return text.toString();
    }

    private String accuracy(ClassScores micro) {
        return row.formatted("accuracy", "", "", rounded(micro.f1()), micro.support());
    }

    private String line(String heading, ClassScores scores) {
        return row.formatted(
                heading, rounded(scores.precision()), rounded(scores.recall()), rounded(scores.f1()), scores.support());
    }

    /** Python rounds the exact binary value, half to even; {@code String.format} rounds its decimal text, half up. */
    private String rounded(double value) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
