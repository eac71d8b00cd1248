package dev.mien.experiment;

import dev.mien.evaluation.Interval;
import dev.mien.evaluation.PairedTest;
import dev.mien.training.EpochResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A comparison as text, with one column for each run. */
public final class ComparisonText {
    private static final String GAP = "  ";

    private ComparisonText() {}

    /** Scores, classes, history and tests. Each line ends with a line feed. */
    public static String of(Comparison comparison) {
        return String.join(
                "\n",
                runs(comparison),
                scores(comparison),
                classes(comparison),
                history(comparison),
                tests(comparison));
    }

    /** The letter that names a run in tables, or its number after the last letter. */
    private static String letter(int index) {
        return index < 26 ? Character.toString('A' + index) : Integer.toString(index + 1);
    }

    private static String runs(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < comparison.members().size(); i++) {
            text.append(letter(i))
                    .append(" = ")
                    .append(comparison.members().get(i).name())
                    .append('\n');
        }
        return text.toString();
    }

    private static String scores(Comparison comparison) {
        List<List<String>> table = new ArrayList<>();
        table.add(header("", comparison));
        row(table, comparison, "recipe", m -> m.config().training().recipe());
        row(table, comparison, "architecture", m -> m.config().training().architecture());
        row(
                table,
                comparison,
                "seed",
                m -> Long.toString(m.config().training().computation().seed()));
        row(
                table,
                comparison,
                "epochs",
                m -> Integer.toString(m.history().epochs().size()));
        row(table, comparison, "epoch kept", m -> kept(m, e -> Integer.toString(e.epoch())));
        row(table, comparison, "validation accuracy", m -> kept(m, e -> Numbers.percent(e.validationAccuracy())));
        row(
                table,
                comparison,
                "judged faces",
                m -> Integer.toString(m.evaluation().n()));
        row(table, comparison, "accuracy", m -> Numbers.percent(m.evaluation().accuracy()));
        row(table, comparison, "95 %", m -> interval(m.evaluation().accuracyInterval()));
        row(table, comparison, "macro F1", m -> Numbers.four(m.evaluation().macroF1()));
        row(
                table,
                comparison,
                "balanced accuracy",
                m -> Numbers.percent(m.evaluation().balancedAccuracy()));
        row(table, comparison, "cross-entropy", m -> Numbers.four(m.evaluation().loss()));
        return text(table);
    }

    private static String classes(Comparison comparison) {
        List<List<String>> table = new ArrayList<>();
        table.add(header("recall in per cent", comparison));
        Set<String> names = new LinkedHashSet<>();
        comparison.members().forEach(m -> names.addAll(m.predictions().labels().names()));
        for (String name : names) {
            row(table, comparison, name, m -> recall(m, name));
        }
        return text(table);
    }

    private static String recall(Comparison.Member member, String name) {
        int code = member.predictions().labels().names().indexOf(name);
        boolean judged = code >= 0 && member.evaluation().report().scores(code).support() > 0;
        return judged
                ? String.format(
                        Locale.ROOT,
                        "%.1f",
                        100 * member.evaluation().report().scores(code).recall())
                : "–";
    }

    private static String history(Comparison comparison) {
        int most = comparison.members().stream()
                .mapToInt(m -> m.history().epochs().size())
                .max()
                .orElse(0);
        List<List<String>> table = new ArrayList<>();
        table.add(header("epoch: validation accuracy, loss", comparison));
        for (int epoch = 0; epoch < most; epoch++) {
            int index = epoch;
            row(
                    table,
                    comparison,
                    Integer.toString(epoch + 1),
                    m -> m.history().epochs().size() <= index
                            ? ""
                            : epoch(m.history().epochs().get(index)));
        }
        return text(table);
    }

    private static String epoch(EpochResult result) {
        return Numbers.percent(result.validationAccuracy()) + ", " + Numbers.four(result.validationLoss());
    }

    private static String tests(Comparison comparison) {
        StringBuilder text = new StringBuilder("McNemar's test on the rows that both judged\n");
        List<Double> adjusted = comparison.adjusted();
        int tested = 0;
        for (Comparison.Pair pair : comparison.pairs()) {
            String first = letter(index(comparison, pair.first()));
            String second = letter(index(comparison, pair.second()));
            text.append(first + " - " + second + ": ")
                    .append(
                            pair.test().isPresent()
                                    ? difference(first, second, pair.test().get())
                                            + significance(pair.test().get(), adjusted.size(), adjusted.get(tested++))
                                    : pair.reason())
                    .append('\n');
        }
        return text.toString();
    }

    private static String difference(String first, String second, PairedTest test) {
        return String.format(
                Locale.ROOT,
                "%+.2f points (right only in %s: %d, only in %s: %d, of %d rows)",
                100 * test.difference(),
                first,
                test.onlyFirst(),
                second,
                test.onlySecond(),
                test.n());
    }

    private static String significance(PairedTest test, int tests, double adjusted) {
        String text = "; mid-p " + probability(test.midP()) + ", exact p " + probability(test.exactP());
        String corrected =
                tests > 1 ? String.format(Locale.ROOT, "; Holm, %d tests: %s", tests, probability(adjusted)) : "";
        return text
                + corrected
                + (adjusted < PairedTest.LEVEL ? ": a significant difference" : ": no significant difference");
    }

    private static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : Numbers.four(p);
    }

    private static int index(Comparison comparison, String name) {
        return IntStream.range(0, comparison.members().size())
                .filter(i -> comparison.members().get(i).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String kept(Comparison.Member member, Function<EpochResult, String> value) {
        return member.config()
                .training()
                .duration()
                .keep()
                .of(member.history())
                .map(value)
                .orElse("–");
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f", 100 * interval.low(), 100 * interval.high());
    }

    private static List<String> header(String name, Comparison comparison) {
        List<String> header = new ArrayList<>(List.of(name));
        IntStream.range(0, comparison.members().size()).forEach(i -> header.add(letter(i)));
        return header;
    }

    private static void row(
            List<List<String>> table, Comparison comparison, String name, Function<Comparison.Member, String> value) {
        List<String> row = new ArrayList<>(List.of(name));
        comparison.members().forEach(member -> row.add(value.apply(member)));
        table.add(row);
    }

    /** Aligns the first column left and the others right. */
    private static String text(List<List<String>> table) {
        int columns = table.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> table.stream()
                        .mapToInt(row -> row.get(c).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String padding = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? row.get(c) + padding : GAP + padding + row.get(c));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
