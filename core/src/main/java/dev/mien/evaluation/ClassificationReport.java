package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.LabelSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Precision, recall, F1 and support of each class, and their averages, as scikit-learn's {@code classification_report}
 * with {@code labels} given and {@code zero_division=0}.
 *
 * <p>A report usually covers all emotions. Then each of the three scores of {@link #micro()} is the accuracy. A report
 * over some emotions leaves out the rows and columns of the rest. If samples were counted there, its micro average is
 * not the accuracy, and the text calls it micro avg.
 */
public final class ClassificationReport {
    private final LabelSet labelSet;
    private final Map<Integer, ClassScores> scores;
    private final ClassScores micro;
    private final boolean complete;

    private ClassificationReport(
            LabelSet labelSet, Map<Integer, ClassScores> scores, ClassScores micro, boolean complete) {
        this.labelSet = labelSet;
        this.scores = scores;
        this.micro = micro;
        this.complete = complete;
    }

    /** The report over all emotions. */
    public static ClassificationReport of(ConfusionMatrix matrix) {
        return ofCodes(
                matrix, IntStream.range(0, matrix.labels().size()).boxed().toList());
    }

    /**
     * The report over some emotions, in the order given.
     *
     * @throws InvalidInputException if {@code labels} is empty or names an emotion twice
     */
    public static ClassificationReport of(ConfusionMatrix matrix, List<Emotion> labels) {
        return ofCodes(matrix, labels.stream().map(matrix.labels()::codeOf).toList());
    }

    /**
     * The report over some classes, in the order given.
     *
     * @param codes of the classes in {@link ConfusionMatrix#labels()}
     * @throws InvalidInputException if {@code codes} is empty or names a class twice
     */
    public static ClassificationReport ofCodes(ConfusionMatrix matrix, List<Integer> codes) {
        if (codes.isEmpty() || new HashSet<>(codes).size() < codes.size()) {
            throw new InvalidInputException("the report's labels are " + names(matrix.labels(), codes)
                    + ", expected at least one emotion, each at most once: choose among "
                    + matrix.labels().text());
        }
        Map<Integer, ClassScores> scores = new LinkedHashMap<>();
        for (int label : codes) {
            scores.put(
                    label,
                    ClassScores.of(matrix.count(label, label), matrix.predictedTotal(label), matrix.truthTotal(label)));
        }
        ClassScores micro = ClassScores.of(
                sum(codes, label -> matrix.count(label, label)),
                sum(codes, matrix::predictedTotal),
                sum(codes, matrix::truthTotal));
        return new ClassificationReport(matrix.labels(), scores, micro, covers(codes, matrix));
    }

    private static List<String> names(LabelSet labels, Collection<Integer> codes) {
        return codes.stream().map(code -> labels.label(code).name()).toList();
    }

    /** The report's classes in its order. */
    public List<Label> labels() {
        return scores.keySet().stream().map(labelSet::label).toList();
    }

    /** The scores of all classes of the report, in its order. */
    public List<ClassScores> perClass() {
        return List.copyOf(scores.values());
    }

    /**
     * The scores of one emotion.
     *
     * @throws InvalidInputException if the report does not cover it
     */
    public ClassScores scores(Emotion emotion) {
        return scores(labelSet.codeOf(emotion));
    }

    /**
     * The scores of one class, by its index.
     *
     * @throws InvalidInputException if the report does not cover it
     */
    public ClassScores scores(int code) {
        ClassScores found = scores.get(code);
        if (found == null) {
            throw new InvalidInputException("the report covers " + names(labelSet, scores.keySet()) + ", not "
                    + labelSet.label(code).name()
                    + ": make one that includes it");
        }
        return found;
    }

    /** The scores of the summed counts of all labels. */
    public ClassScores micro() {
        return micro;
    }

    /** The plain mean over the labels; labels without samples count as 0. */
    public ClassScores macro() {
        return average(label -> 1);
    }

    /** The mean over the labels, each weighted by its support. */
    public ClassScores weighted() {
        return micro.support() == 0 ? macro() : average(label -> scores(label).support());
    }

    /** Whether the labels include every sample's truth and prediction, so that the micro average is the accuracy. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The table that scikit-learn 1.9 prints, byte for byte, lines ended by a line feed.
     *
     * @param digits decimal places of precision, recall and F1, 0 to 17
     * @throws InvalidInputException if {@code digits} is outside its range
     */
    public String text(int digits) {
        int longest =
                labels().stream().mapToInt(label -> label.name().length()).max().orElseThrow();
        return new ReportText(digits, longest).of(this);
    }

    private ClassScores average(ToIntFunction<Integer> weight) {
        return new ClassScores(
                average(weight, ClassScores::precision),
                average(weight, ClassScores::recall),
                average(weight, ClassScores::f1),
                micro.support());
    }

    private double average(ToIntFunction<Integer> weight, ToDoubleFunction<ClassScores> score) {
        double sum = 0;
        double weights = 0;
        for (int label : scores.keySet()) {
            sum += score.applyAsDouble(scores(label)) * weight.applyAsInt(label);
            weights += weight.applyAsInt(label);
        }
        return sum / weights;
    }

    private static boolean covers(List<Integer> codes, ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.labels().size())
                .filter(code -> !codes.contains(code))
                .allMatch(code -> matrix.truthTotal(code) == 0 && matrix.predictedTotal(code) == 0);
    }

    private static int sum(List<Integer> codes, ToIntFunction<Integer> count) {
        return codes.stream().mapToInt(count).sum();
    }
}
