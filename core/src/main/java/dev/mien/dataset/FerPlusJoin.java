package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells by their agreement whether votes and labels belong to the same faces. */
final class FerPlusJoin {
    /** From this many rows on, chance alone does not reach the least kappa. */
    private static final int ENOUGH = 100;

    /**
     * The rows of a stretch. If a row is lost and a later one doubled, all rows between them get the votes of their
     * neighbours. Of 200 rows, kappa has a standard deviation of 0.04.
     */
    private static final int STRETCH = 200;

    private static final double LEAST_KAPPA = 0.2;

    /** Rows of nearly one class agree by chance, as those of a sorted file do. */
    private static final double MOST_OF_ONE_CLASS = 0.7;

    private final FerPlus votes;
    private final Dataset data;

    /** A row of the data that most taggers gave an emotion. */
    private record Voted(int row, int label, int emotion) {}

    FerPlusJoin(FerPlus votes, Dataset data) {
        this.votes = votes;
        this.data = data;
    }

    /** @throws InvalidInputException if labels agree with votes by chance alone, in all rows or in a stretch of them */
    void requireAgreement() {
        List<Voted> rows = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            Optional<Emotion> emotion =
                    votes.votes(data.row(i)).emotionPlurality().flatMap(FerPlusClass::emotion);
            if (emotion.isPresent()) {
                rows.add(new Voted(data.row(i), data.label(i), emotion.get().code()));
            }
        }
        if (rows.size() < ENOUGH) {
            return;
        }
        Agreement whole = new Agreement(rows);
        if (whole.isChance(1)) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of the labels of %s agree with most taggers in %s, and %.1f %% would by chance:"
                                    + " these are not the votes on these faces. FER+ is joined by row number, so give"
                                    + " the data in the order of fer2013.csv (the download from Hugging Face keeps"
                                    + " it, Kaggle's folders do not)",
                            100 * whole.same(),
                            data.source(),
                            votes.source(),
                            100 * whole.chance()),
                    Remedy.to(Remedy.Action.DOWNLOAD));
        }
        for (int start = 0; start + STRETCH <= rows.size(); start += STRETCH / 2) {
            requireAgreement(rows.subList(start, start + STRETCH));
        }
    }

    private void requireAgreement(List<Voted> stretch) {
        Agreement agreement = new Agreement(stretch);
        if (agreement.isChance(MOST_OF_ONE_CLASS)) {
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "from row %,d to row %,d, %.1f %% of the labels of %s agree with most taggers in %s, and"
                                    + " %.1f %% would by chance: these votes are on other faces. A row is missing or"
                                    + " doubled in one of the two files, so copy both again",
                            stretch.get(0).row() + 1,
                            stretch.get(stretch.size() - 1).row() + 1,
                            100 * agreement.same(),
                            data.source(),
                            votes.source(),
                            100 * agreement.chance()),
                    Remedy.to(Remedy.Action.DOWNLOAD));
        }
    }

    /** How often labels and votes agree, and how often they would by chance. */
    private static final class Agreement {
        private final double rows;
        private final int[] labels = new int[Emotion.COUNT];
        private final int[] voted = new int[Emotion.COUNT];
        private int same;

        Agreement(List<Voted> all) {
            rows = all.size();
            for (Voted one : all) {
                labels[one.label()]++;
                voted[one.emotion()]++;
                same += one.label() == one.emotion() ? 1 : 0;
            }
        }

        double same() {
            return same / rows;
        }

        double chance() {
            return IntStream.range(0, Emotion.COUNT)
                    .mapToDouble(c -> labels[c] / rows * (voted[c] / rows))
                    .sum();
        }

        /** @param most share of one class up to which the rows tell something */
        boolean isChance(double most) {
            double largest = IntStream.of(labels).max().orElse(0) / rows;
            return largest < 1 && largest <= most && same() - chance() < LEAST_KAPPA * (1 - chance());
        }
    }
}
