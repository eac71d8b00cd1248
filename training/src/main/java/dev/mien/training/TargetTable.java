package dev.mien.training;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.nn.ModelArchitecture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The targets of all samples of a data set, made once: for each head a distribution over its classes times the weight of the sample at
 * that head. The rules apply in one order, whatever theirs is: the label, smoothed; the teacher's share; the weight of the class. Where
 * teachers were asked about several views, their share is added when a sample is asked for, since it depends on the view.
 */
final class TargetTable {
    private final int width;
    private final float[] targets;
    private Optional<TaughtShare> taught = Optional.empty();

    private TargetTable(int width, float[] targets) {
        this.width = width;
        this.targets = targets;
    }

    /**
     * What teachers add to a sample's targets.
     *
     * @param share of theirs in the targets
     * @param ofClasses weight of the first head, by the sample's label
     * @param ofFerPlus weight of the second head
     */
    private record TaughtShare(TaughtViews views, float share, double[] ofClasses, double ofFerPlus) {
        void add(int row, int label, int view, float[] target, int offset) {
            int taught = ofFerPlus == 0 ? Emotion.COUNT : views.outputs();
            for (int c = 0; c < taught; c++) {
                double weight = c < Emotion.COUNT ? ofClasses[label] : ofFerPlus;
                target[offset + c] += (float) (share * weight * views.probability(row, view, c));
            }
        }
    }

    /** The labels alone, for a network of one or two heads. */
    static TargetTable labels(Dataset data, ModelArchitecture architecture) {
        return labels(data, architecture.outputs());
    }

    /**
     * Targets by rules.
     *
     * @throws dev.mien.InvalidInputException if a rule needs votes, a teacher or a second head that is not there
     */
    static TargetTable of(
            Dataset data, ModelArchitecture architecture, List<TargetRule> rules, Supervision supervision) {
        Supervision.require(rules, architecture, supervision.votes().isPresent(), supervision.hasTeacher());
        int width = architecture.outputs();
        TargetTable table = labels(data, width);
        find(rules, TargetRule.LabelSmoothing.class).ifPresent(rule -> table.smooth(data, (float) rule.amount()));
        find(rules, TargetRule.FerPlusVoting.class)
                .ifPresent(rule ->
                        table.vote(data, supervision.votes().orElseThrow().requireFor(data)));
        find(rules, TargetRule.Distillation.class).ifPresent(rule -> table.distil(data, rules, rule, supervision));
        find(rules, TargetRule.FerPlusVoting.class)
                .ifPresent(rule -> table.weigh(data, Emotion.COUNT, width, constant(Emotion.COUNT, rule.weight())));
        find(rules, TargetRule.ClassWeights.class)
                .ifPresent(rule -> table.weigh(data, 0, Emotion.COUNT, classWeights(data, rule.power())));
        return table;
    }

    private static TargetTable labels(Dataset data, int width) {
        TargetTable table = new TargetTable(width, new float[data.sourceRows() * width]);
        for (int i = 0; i < data.size(); i++) {
            System.arraycopy(data.oneHot(i), 0, table.targets, data.row(i) * width, Emotion.COUNT);
        }
        return table;
    }

    private static <T extends TargetRule> Optional<T> find(List<TargetRule> rules, Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private void smooth(Dataset data, float amount) {
        for (int i = 0; i < data.size(); i++) {
            int start = data.row(i) * width;
            for (int c = start; c < start + Emotion.COUNT; c++) {
                targets[c] = (1 - amount) * targets[c] + amount / Emotion.COUNT;
            }
        }
    }

    private void vote(Dataset data, FerPlus votes) {
        for (int i = 0; i < data.size(); i++) {
            int row = data.row(i);
            float[] shares = votes.votes(row).distribution();
            System.arraycopy(shares, 0, targets, row * width + Emotion.COUNT, shares.length);
        }
    }

    private void distil(Dataset data, List<TargetRule> rules, TargetRule.Distillation rule, Supervision supervision) {
        if (rule.views() == 0) {
            distil(
                    supervision
                            .teacher()
                            .orElseThrow(
                                    () -> new InvalidInputException(
                                            "the teachers were asked about views, and the faces as they are are to be learned from")),
                    (float) rule.weight());
            return;
        }
        TaughtViews views = supervision
                .views()
                .filter(found -> found.views() == rule.views())
                .orElseThrow(() -> new InvalidInputException("the teachers' answers for " + rule.views()
                        + " views of each face are to be learned from, and are not there"));
        views.requireFor(IntStream.range(0, data.size()).map(data::row).toArray());
        boolean both = views.teachesFerPlus() && width > Emotion.COUNT;
        fade(data, 0, both ? width : Emotion.COUNT, (float) (1 - rule.weight()));
        double[] ofClasses = find(rules, TargetRule.ClassWeights.class)
                .map(weights -> classWeights(data, weights.power()))
                .orElseGet(() -> constant(Emotion.COUNT, 1));
        double ofFerPlus = !both
                ? 0
                : find(rules, TargetRule.FerPlusVoting.class)
                        .map(TargetRule.FerPlusVoting::weight)
                        .orElse(1.0);
        taught = Optional.of(new TaughtShare(views, (float) rule.weight(), ofClasses, ofFerPlus));
    }

    private void fade(Dataset data, int from, int to, float share) {
        for (int i = 0; i < data.size(); i++) {
            int start = data.row(i) * width;
            for (int c = start + from; c < start + to; c++) {
                targets[c] *= share;
            }
        }
    }

    private void distil(Answers teacher, float weight) {
        Predictions emotions = teacher.emotions();
        for (int i = 0; i < emotions.size(); i++) {
            for (int c = 0; c < Emotion.COUNT; c++) {
                blend(emotions.row(i) * width + c, emotions.probability(i, c), weight);
            }
        }
        if (width > Emotion.COUNT) {
            teacher.ferPlus().ifPresent(ferPlus -> distil(ferPlus, weight));
        }
    }

    /** Where nobody voted for an emotion the teacher's share is all that the second head learns. */
    private void distil(FerPlusPredictions teacher, float weight) {
        for (int i = 0; i < teacher.size(); i++) {
            for (FerPlusClass choice : FerPlusClass.emotions()) {
                int place = teacher.row(i) * width + Emotion.COUNT + choice.code();
                blend(place, teacher.probability(i, choice), weight);
            }
        }
    }

    private void blend(int place, float taught, float weight) {
        targets[place] += weight * (taught - targets[place]);
    }

    /** Multiplies a head's targets by the weight of the sample's class. */
    private void weigh(Dataset data, int from, int to, double[] weights) {
        for (int i = 0; i < data.size(); i++) {
            float weight = (float) weights[data.label(i)];
            int start = data.row(i) * width;
            for (int c = start + from; c < start + to; c++) {
                targets[c] *= weight;
            }
        }
    }

    private static double[] constant(int classes, double weight) {
        double[] weights = new double[classes];
        Arrays.fill(weights, weight);
        return weights;
    }

    /** The weight of each class; classes without samples have none. */
    static double[] classWeights(Dataset data, double power) {
        int[] counts = data.classCounts();
        double[] weights = new double[counts.length];
        double total = 0;
        for (int c = 0; c < counts.length; c++) {
            weights[c] = counts[c] == 0 ? 0 : Math.pow((double) data.size() / (counts.length * counts[c]), power);
            total += weights[c] * counts[c];
        }
        for (int c = 0; c < weights.length; c++) {
            weights[c] *= data.size() / total;
        }
        return weights;
    }

    /** Number of values in a sample's targets. */
    int width() {
        return width;
    }

    /**
     * Writes the targets of a sample, {@link #width} values from {@code offset}.
     *
     * @param view that is seen of the sample, see {@link Views#taught}
     */
    void copy(Dataset data, int index, int view, float[] target, int offset) {
        int row = data.row(index);
        System.arraycopy(targets, row * width, target, offset, width);
        taught.ifPresent(share -> share.add(row, data.label(index), view, target, offset));
    }
}
