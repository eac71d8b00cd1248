package dev.mien.training;

import dev.mien.InvalidInputException;

/** How a training sample's targets are made out of its label and of what else is known of it. */
public sealed interface TargetRule {

    /**
     * Gives a share of the target to all seven classes alike (Szegedy et al., arXiv 1512.00567).
     *
     * @param amount above 0 and below 1
     */
    record LabelSmoothing(double amount) implements TargetRule {
        public LabelSmoothing {
            require("label smoothing", amount, amount > 0 && amount < 1, "above 0 and below 1");
        }
    }

    /**
     * Lets samples of rare classes count more: (n / (7 n_c)) to a power, divided by its mean over the training samples so that the
     * loss keeps its size. A power of 1 lets all classes count alike, as scikit-learn's {@code class_weight="balanced"}.
     *
     * @param power above 0, at most 1
     */
    record ClassWeights(double power) implements TargetRule {
        public ClassWeights {
            require("power of the class weights", power, power > 0 && power <= 1, "above 0, at most 1");
        }
    }

    /**
     * Teaches the second head the votes of FER+: cross-entropy against the share of each of the eight emotions among the votes for an
     * emotion (Barsoum et al., arXiv 1608.01041, cross-entropy loss). A face without such a vote teaches it nothing.
     *
     * @param weight of this loss beside the first head's, above 0
     */
    record FerPlusVoting(double weight) implements TargetRule {
        public FerPlusVoting {
            require("weight of FER+", weight, weight > 0 && weight <= 100, "above 0, at most 100");
        }
    }

    /**
     * Puts the probabilities of a teacher, the mean over its models, in the place of a share of the targets (Hinton, Vinyals and Dean,
     * arXiv 1503.02531, at a temperature of 1), for each head that both have.
     *
     * @param weight the teacher's share, above 0, at most 1
     * @param views of each sample that the teacher is asked about and the student sees; 0 where the teacher is asked about the sample as
     *     it is, whatever the student sees of it
     */
    record Distillation(double weight, int views) implements TargetRule {
        private static final int MOST_VIEWS = 1000;

        /** Asks about the samples as they are. */
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
