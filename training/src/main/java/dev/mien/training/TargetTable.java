package dev.mien.training;

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
 * The targets of all samples of a data set. They are made once. For each head they are a distribution over its classes,
 * times the weight of the sample at that head. The rules always apply in the same order: the smoothed label, the
 * teacher's share, the weight of the class. If teachers answered for several views, their share depends on the view. It
 * is then added when the targets of a sample are copied.
 */
final class TargetTable {
    /** The number of classes of the first head. */
    private final int classes;

    private final int width;
    private final float[] targets;
    private Optional<TaughtShare> taught = Optional.empty();

    private TargetTable(int classes, int width, float[] targets) {
        this.classes = classes;
        this.width = width;
        this.targets = targets;
    }

    /**
     * The teachers' addition to a sample's targets.
     *
     * @param share the teachers' share in the targets
     * @param ofClasses the weight of the first head, by the sample's label
     * @param ofFerPlus the weight of the second head
     */
    private record TaughtShare(TaughtViews views, float share, double[] ofClasses, double ofFerPlus) {
        void add(int row, int label, int view, float[] target, int offset) {
            int classes = ofClasses.length;
            int taught = ofFerPlus == 0 ? classes : views.outputs();
            for (int c = 0; c < taught; c++) {
                double weight = c < classes ? ofClasses[label] : ofFerPlus;
                target[offset + c] += (float) (share * weight * views.probability(row, view, c));
            }
        }
    }

    /**
     * Makes targets from the labels alone, for a network with one or two heads.
     *
     * @throws dev.mien.InvalidInputException if the network has another number of classes than the data
     */
    static TargetTable labels(Dataset data, ModelArchitecture architecture) {
        if (data.labelSet().size() != architecture.classes()) {
            throw new InvalidInputException("the network has " + architecture.classes() + " classes, but the data has "
                    + data.labelSet().size() + ": " + data.labelSet().text());
        }
        return labels(data, architecture.outputs());
    }

    /**
     * Makes targets by rules.
     *
     * @throws dev.mien.InvalidInputException if a rule needs votes, a teacher or a second head that is not there
     */
    static TargetTable of(
            Dataset data, ModelArchitecture architecture, List<TargetRule> rules, Supervision supervision) {
        Supervision.require(rules, architecture, supervision.votes().isPresent(), supervision.hasTeacher());
        int width = architecture.outputs();
        TargetTable table = labels(data, architecture);
        find(rules, TargetRule.LabelSmoothing.class).ifPresent(rule -> table.smooth(data, (float) rule.amount()));
        find(rules, TargetRule.FerPlusVoting.class)
                .ifPresent(rule ->
                        table.vote(data, supervision.votes().orElseThrow().requireFor(data)));
        find(rules, TargetRule.Distillation.class).ifPresent(rule -> table.distil(data, rules, rule, supervision));
        find(rules, TargetRule.FerPlusVoting.class)
                .ifPresent(rule -> table.weigh(data, table.classes, width, constant(table.classes, rule.weight())));
        find(rules, TargetRule.ClassWeights.class)
                .ifPresent(rule -> table.weigh(data, 0, table.classes, classWeights(data, rule.power())));
        return table;
    }

    private static TargetTable labels(Dataset data, int width) {
        int classes = data.labelSet().size();
        TargetTable table = new TargetTable(classes, width, new float[data.sourceRows() * width]);
        for (int i = 0; i < data.size(); i++) {
            System.arraycopy(data.oneHot(i), 0, table.targets, data.row(i) * width, classes);
        }
        return table;
    }

    private static <T extends TargetRule> Optional<T> find(List<TargetRule> rules, Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private void smooth(Dataset data, float amount) {
        for (int i = 0; i < data.size(); i++) {
            int start = data.row(i) * width;
            for (int c = start; c < start + classes; c++) {
                targets[c] = (1 - amount) * targets[c] + amount / classes;
            }
        }
    }

    private void vote(Dataset data, FerPlus votes) {
        for (int i = 0; i < data.size(); i++) {
            int row = data.row(i);
            float[] shares = votes.votes(row).distribution();
            System.arraycopy(shares, 0, targets, row * width + classes, shares.length);
        }
    }

    private void distil(Dataset data, List<TargetRule> rules, TargetRule.Distillation rule, Supervision supervision) {
        if (rule.views() == 0) {
            distil(supervision.teacher().orElseThrow(TargetTable::onlyViews), (float) rule.weight());
            return;
        }
        TaughtViews views = supervision
                .views()
                .filter(found -> found.views() == rule.views())
                .orElseThrow(() -> new InvalidInputException("the rule needs the teachers' answers for " + rule.views()
                        + " views of each face, but there are no such answers"));
        views.requireFor(IntStream.range(0, data.size()).map(data::row).toArray());
        boolean both = views.teachesFerPlus(classes) && width > classes;
        fade(data, 0, both ? width : classes, (float) (1 - rule.weight()));
        double[] ofClasses = find(rules, TargetRule.ClassWeights.class)
                .map(weights -> classWeights(data, weights.power()))
                .orElseGet(() -> constant(classes, 1));
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
            for (int c = 0; c < classes; c++) {
                blend(emotions.row(i) * width + c, emotions.probability(i, c), weight);
            }
        }
        if (width > classes) {
            teacher.ferPlus().ifPresent(ferPlus -> distil(ferPlus, weight));
        }
    }

    private static InvalidInputException onlyViews() {
        return new InvalidInputException("the teachers answered for views of the faces, but the rule needs their"
                + " answers for the faces without augmentation");
    }

    /** Adds the teacher's share. Without votes for an emotion, this share is all that the second head learns. */
    private void distil(FerPlusPredictions teacher, float weight) {
        for (int i = 0; i < teacher.size(); i++) {
            for (FerPlusClass choice : FerPlusClass.emotions()) {
                int place = teacher.row(i) * width + classes + choice.code();
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

    /** The weight of each class. Classes without samples have the weight 0. */
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

    /** The number of values in a sample's targets. */
    int width() {
        return width;
    }

    /**
     * Writes the targets of a sample. These are {@link #width} values from {@code offset}.
     *
     * @param view the view of the sample, see {@link Views#taught}
     */
    void copy(Dataset data, int index, int view, float[] target, int offset) {
        int row = data.row(index);
        System.arraycopy(targets, row * width, target, offset, width);
        taught.ifPresent(share -> share.add(row, data.label(index), view, target, offset));
    }
}
