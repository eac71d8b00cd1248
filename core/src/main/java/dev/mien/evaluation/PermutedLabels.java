package dev.mien.evaluation;

import dev.mien.Label;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A sign that the numbers of labelled data stand for classes in another order than was assumed. That is the commonest
 * mistake of this field. It looks like a bad model, because most faces of a class have the answer of another class.
 *
 * @param order the names in the likelier order
 * @param origin where this order is in use: the name of a label set, or the alphabetical order of folders' names
 * @param accuracy in the assumed order, 0 to 1
 * @param permuted the accuracy in the other order, 0 to 1
 */
public record PermutedLabels(List<String> order, String origin, double accuracy, double permuted) {
    /** Copies. */
    public PermutedLabels {
        order = List.copyOf(order);
    }

    /**
     * Looks for a known order with a surely higher accuracy: the 95 % intervals of the two accuracies do not overlap.
     *
     * @return the order with the highest accuracy; empty if no order is surely better than the assumed one
     */
    public static Optional<PermutedLabels> in(ConfusionMatrix matrix) {
        double surely = Interval.wilson95(matrix.correct(), matrix.total()).high();
        return orders(matrix.labels()).stream()
                .filter(order ->
                        Interval.wilson95(order.correct(matrix), matrix.total()).low() > surely)
                .max(Comparator.comparingInt(order -> order.correct(matrix)))
                .map(order -> new PermutedLabels(
                        order.names(matrix.labels()),
                        order.origin,
                        matrix.accuracy(),
                        ConfusionMatrix.ratio(order.correct(matrix), matrix.total())));
    }

    /** The finding in words. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "The labels look as if they stood in %s (%s). In that order %.1f %% of the answers are right instead"
                        + " of %.1f %%.",
                origin,
                String.join(", ", order),
                100 * permuted,
                100 * accuracy);
    }

    /** @param codes for each number in the data the class that it would mean */
    private record Order(String origin, int[] codes) {
        int correct(ConfusionMatrix matrix) {
            return IntStream.range(0, codes.length)
                    .map(truth -> matrix.count(truth, codes[truth]))
                    .sum();
        }

        List<String> names(LabelSet labels) {
            return IntStream.of(codes)
                    .mapToObj(code -> labels.label(code).name())
                    .toList();
        }
    }

    /** The orders in use that have exactly these classes. */
    private static List<Order> orders(LabelSet labels) {
        List<Order> orders = new ArrayList<>();
        List<Label> sorted = labels.labels().stream()
                .sorted(Comparator.comparing(Label::name))
                .toList();
        orders.add(new Order(
                "the alphabetical order of folders' names", LabelSet.of(sorted).codesIn(labels)));
        for (LabelSet set : LabelSets.all()) {
            int[] codes = set.codesIn(labels);
            if (set.size() == labels.size() && IntStream.of(codes).allMatch(code -> code >= 0)) {
                orders.add(new Order("the order of " + set.name(), codes));
            }
        }
        return orders;
    }
}
