package dev.mien.training;

import dev.mien.InvalidInputException;

/** A rule that makes a training sample's targets from its label and from {@link Supervision}. */
public sealed interface TargetRule {

    /**
     * Divides a share of the target equally among all classes (Szegedy et al., arXiv 1512.00567).
     *
     * @param amount above 0 and below 1
     */
    record LabelSmoothing(double amount) implements TargetRule {
        public LabelSmoothing {
            require("label smoothing", amount, amount > 0 && amount < 1, "above 0 and below 1");
        }
    }

    /**
     * Gives samples of rare classes a larger weight. The weight is (n / (classes n_c)) to a power, divided by its mean
     * over the training samples so that the loss keeps its size. With a power of 1 all classes have the same total
     * weight, as with scikit-learn's {@code class_weight="balanced"}.
     *
     * @param power above 0, at most 1
     */
    record ClassWeights(double power) implements TargetRule {
        public ClassWeights {
            require("power of the class weights", power, power > 0 && power <= 1, "above 0, at most 1");
        }
    }

    /**
     * Teaches the second head the votes of FER+. The loss is the cross-entropy against the share of each of the eight
     * emotions among all votes for an emotion (Barsoum et al., arXiv 1608.01041, cross-entropy loss). A face without
     * such a vote has no influence on the second head.
     *
     * @param weight the weight of this loss relative to that of the first head, above 0
     */
    record FerPlusVoting(double weight) implements TargetRule {
        public FerPlusVoting {
            require("weight of FER+", weight, weight > 0 && weight <= 100, "above 0, at most 100");
        }
    }

    /**
     * Replaces a share of the targets by the probabilities of a teacher (Hinton, Vinyals and Dean, arXiv 1503.02531, at
     * a temperature of 1). The teacher is the mean over its models. This applies to each head that teacher and student
     * have.
     *
     * @param weight the teacher's share, above 0, at most 1
     * @param views the number of each sample's views that the teacher answers for and the student sees; with 0 the
     *     teacher answers for the sample without augmentation, and the student sees other views
     */
    record Distillation(double weight, int views) implements TargetRule {
        private static final int MOST_VIEWS = 1000;

        /** Asks the teacher about the samples without augmentation. */
        public Distillation(double weight) {
            this(weight, 0);
        }

        public Distillation {
            require("weight of the teacher", weight, weight > 0 && weight <= 1, "above 0, at most 1");
            require(
                    "number of views that teachers are asked about",
                    views,
                    views >= 0 && views <= MOST_VIEWS,
                    "0 to " + MOST_VIEWS);
        }
    }

    private static void require(String name, double value, boolean fits, String expected) {
        if (!fits) {
            throw new InvalidInputException(name + " is " + value + ", expected " + expected);
        }
    }
}
