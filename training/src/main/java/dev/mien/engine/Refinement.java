package dev.mien.engine;

import dev.mien.InvalidInputException;

/** A change to the way in which a step moves the weights. It works with every optimizer. */
public sealed interface Refinement {
    /**
     * Pulls the kernels of convolutions and dense layers towards 0. It does not act on biases, gamma and beta. With
     * SGD, {@code factor} times the value is added to the gradient, as in torch.optim.SGD. With other rules, the value
     * itself loses {@code learning rate x factor} of its size, apart from the rule (Loshchilov and Hutter, arXiv
     * 1711.05101). The loss that is shown does not include it.
     *
     * @param factor above 0, below 1
     */
    record WeightDecay(double factor) implements Refinement {
        public WeightDecay {
            require("weight decay", factor, factor > 0 && factor < 1, "above 0 and below 1");
        }
    }

    /**
     * Shortens the gradient of all parameters together if it is longer than a norm (Pascanu et al., arXiv 1211.5063).
     * The gradient includes the l2 penalties of an architecture, but not {@link WeightDecay}.
     *
     * @param norm largest Euclidean length, above 0
     */
    record GradientClipping(double norm) implements Refinement {
        public GradientClipping {
            require("largest gradient norm", norm, norm > 0 && Double.isFinite(norm), "a number above 0");
        }
    }

    /**
     * Judges and keeps an exponential moving average of the weights and of the normalisations' moving statistics,
     * instead of the latest values (Polyak and Juditsky's averaging in its exponential form). At step t the decay is
     * the smaller of {@code decay} and (1 + t) / (10 + t), so that the first values are soon forgotten. When the
     * learning rate falls, the weights move less and less. An average over more steps is then less noisy and still up
     * to date.
     *
     * @param decay the share of the average that a step keeps, above 0 and below 1
     * @param lateDecay the decay in the last part of the training, above 0 and below 1
     * @param lateFrom the share of all steps after which {@code lateDecay} applies, 0 to 1; with 1 it never applies
     */
    record ExponentialAverage(double decay, double lateDecay, double lateFrom) implements Refinement {
        /** An average with one decay for all steps. */
        public ExponentialAverage(double decay) {
            this(decay, decay, 1);
        }

        public ExponentialAverage {
            require("decay of the weights' average", decay, decay > 0 && decay < 1, "above 0 and below 1");
            require(
                    "late decay of the weights' average",
                    lateDecay,
                    lateDecay > 0 && lateDecay < 1,
                    "above 0 and below 1");
            requireShare("the late decay of the weights' average", lateFrom);
        }

        /**
         * The decay at a step.
         *
         * @param step the number of the step, from 1
         * @param progress the share of all steps that has been made, 0 to 1
         */
        double at(long step, double progress) {
            return Math.min(progress < lateFrom ? decay : lateDecay, (1.0 + step) / (10.0 + step));
        }
    }

    /**
     * Measures the moving statistics of the normalisations anew before each judgement in the first steps of a training.
     * They are measured on training pictures with the very weights that are judged (Wu and Johnson, "Rethinking 'batch'
     * in BatchNorm", arXiv 2105.07576, call this precise batch normalisation). The moving statistics begin with a mean
     * of 0 and a variance of 1, and lag behind weights that move fast. Moreover, an average of such statistics does not
     * fit the average of the weights.
     *
     * @param steps the number of steps after which the moving statistics are used as they are, at least 1
     */
    record MeasuredStatistics(int steps) implements Refinement {
        public MeasuredStatistics {
            require("number of steps with measured statistics", steps, steps >= 1, "at least 1");
        }
    }

    /**
     * Takes the gradient at a point where the loss is larger, {@code radius} further along the gradient
     * (sharpness-aware minimisation, Foret et al., arXiv 2010.01412). Each step computes two gradients, so it takes
     * twice as long. The moving statistics learn from the first pass. The l2 penalties and weight decay act at the
     * weights themselves. The gain is nearly as large if only the last epochs use it (Zhou et al., arXiv 2410.10373).
     *
     * @param radius Euclidean length over all parameters, above 0
     * @param from the share of all steps that are made without it, 0 to below 1
     */
    record SharpnessAware(double radius, double from) implements Refinement {
        /** Applies it to all steps. */
        public SharpnessAware(double radius) {
            this(radius, 0);
        }

        public SharpnessAware {
            require(
                    "radius of sharpness-aware minimisation",
                    radius,
                    radius > 0 && radius < 1e3,
                    "above 0, below 1000");
            require(
                    "the share of steps before sharpness-aware minimisation",
                    from,
                    from >= 0 && from < 1,
                    "0 to below 1");
        }

        /** @param progress the share of all steps that has been made, 0 to 1 */
        boolean isOn(double progress) {
            return progress >= from;
        }
    }

    /**
     * Gives the network's dropout layers another rate than the architecture has.
     *
     * @param rate 0 to below 1
     */
    record DropoutRate(double rate) implements Refinement {
        public DropoutRate {
            require("dropout rate", rate, rate >= 0 && rate < 1, "0 to below 1");
        }
    }

    private static void requireShare(String what, double share) {
        require("the share of steps before " + what, share, share >= 0 && share <= 1, "0 to 1");
    }

    private static void require(String name, double value, boolean fits, String expected) {
        if (!fits) {
            throw new InvalidInputException(name + " is " + value + ", expected " + expected);
        }
    }
}
