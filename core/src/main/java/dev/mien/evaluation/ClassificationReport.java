package dev.mien.evaluation;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Precision, recall, F1 and support of each class, and their averages, as scikit-learn's {@code classification_report}
 * with {@code labels} given and {@code zero_division=0}.
 *
 * <p>A report usually covers all emotions. Then each of the three scores of {@link #micro()} is the accuracy. A report
 * over some emotions leaves out the rows and columns of the rest. If samples were counted there, its micro average is
 * not the accuracy, and the text calls it micro avg.
 */
public final class ClassificationReport {
    private final Map<Emotion, ClassScores> scores;
    private final List<Emotion> labels;
    private final ClassScores micro;
    private final boolean complete;

    private ClassificationReport(
            Map<Emotion, ClassScores> scores, List<Emotion> labels, ClassScores micro, boolean complete) {
        this.scores = scores;
        this.labels = labels;
        this.micro = micro;
        this.complete = complete;
    }

    /** The report over all emotions. */
    public static ClassificationReport of(ConfusionMatrix matrix) {
        return of(matrix, Emotion.all());
    }

    /**
     * The report over some emotions, in the order given.
     *
     * @throws InvalidInputException if {@code labels} is empty or names an emotion twice
     */
    public static ClassificationReport of(ConfusionMatrix matrix, List<Emotion> labels) {
        if (labels.isEmpty() || new HashSet<>(labels).size() < labels.size()) {
            throw new InvalidInputException("the report's labels are "
                    + labels.stream().map(Emotion::label).toList()
                    + ", expected at least one emotion, each at most once: choose among " + Emotion.names());
        }
        Map<Emotion, ClassScores> scores = new EnumMap<>(Emotion.class);
        for (Emotion label : labels) {
            scores.put(
                    label,
                    ClassScores.of(matrix.count(label, label), matrix.predictedTotal(label), matrix.truthTotal(label)));
        }
        ClassScores micro = ClassScores.of(
                sum(labels, label -> matrix.count(label, label)),
                sum(labels, matrix::predictedTotal),
                sum(labels, matrix::truthTotal));
        return new ClassificationReport(scores, List.copyOf(labels), micro, covers(labels, matrix));
    }

    /** The report's emotions in its order. */
    public List<Emotion> labels() {
        return labels;
    }

    /**
     * The scores of one emotion.
     *
     * @throws InvalidInputException if the report does not cover it
     */
    public ClassScores scores(Emotion emotion) {
        ClassScores found = scores.get(emotion);
        if (found == null) {
            throw new InvalidInputException(
                    "the report covers " + labels.stream().map(Emotion::label).toList() + ", not " + emotion.label()
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
        return new ReportText(digits).of(this);
    }

    private ClassScores average(ToIntFunction<Emotion> weight) {
        return new ClassScores(
                average(weight, ClassScores::precision),
                average(weight, ClassScores::recall),
                average(weight, ClassScores::f1),
                micro.support());
    }

    private double average(ToIntFunction<Emotion> weight, ToDoubleFunction<ClassScores> score) {
        double sum = 0;
        double weights = 0;
        for (Emotion label : labels) {
            sum += score.applyAsDouble(scores(label)) * weight.applyAsInt(label);
            weights += weight.applyAsInt(label);
        }
        return sum / weights;
    }

    private static boolean covers(List<Emotion> labels, ConfusionMatrix matrix) {
        return Emotion.all().stream()
                .filter(emotion -> !labels.contains(emotion))
                .allMatch(emotion -> matrix.truthTotal(emotion) == 0 && matrix.predictedTotal(emotion) == 0);
    }

    private static int sum(List<Emotion> labels, ToIntFunction<Emotion> count) {
        return labels.stream().mapToInt(count).sum();
    }
}
