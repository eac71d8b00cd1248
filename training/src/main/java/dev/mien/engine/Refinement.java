package dev.mien.engine;

import dev.mien.InvalidInputException;

/** A change to how a step moves the weights, whatever the optimizer's rule. */
public sealed interface Refinement {
    /**
     * Pulls the kernels of convolutions and dense layers towards 0; biases, gamma and beta stay free. With SGD
     * {@code factor} times the value is added to the gradient, as torch.optim.SGD does; with the other rules the value
     * itself loses {@code learning rate x factor} of its size, apart from the rule (Loshchilov and Hutter, arXiv
     * 1711.05101). It is no part of the loss that is shown.
     *
     * @param factor above 0, below 1
     */
    record WeightDecay(double factor) implements Refinement {
        public WeightDecay {
            require("weight decay", factor, factor > 0 && factor < 1, "above 0 and below 1");
        }
    }

    /**
     * Shortens the gradient of all parameters together to a norm where it is longer (Pascanu et al., arXiv 1211.5063).
     * The l2 penalties of an architecture count, {@link WeightDecay} does not.
     *
     * @param norm largest Euclidean length, above 0
     */
    record GradientClipping(double norm) implements Refinement {
        public GradientClipping {
            require("largest gradient norm", norm, norm > 0 && Double.isFinite(norm), "a number above 0");
        }
    }

    /**
     * Judges and keeps an exponential moving average of the weights and of the normalisations' moving statistics
     * instead of the values that the steps leave (Polyak and Juditsky's averaging in its exponential form). At step t
     * the decay is the smaller of {@code decay} and (1 + t) / (10 + t), so that the first values are soon forgotten.
     * The weights move less and less when the learning rate falls, and an average over more of them is then less noisy
     * and still up to date.
     *
     * @param decay share of the average that a step keeps, above 0 and below 1
     * @param lateDecay the same from some step on, above 0 and below 1
     * @param lateFrom share of all steps before {@code lateDecay} holds, 0 to 1; 1 for never
     */
    record ExponentialAverage(double decay, double lateDecay, double lateFrom) implements Refinement {
        /** One decay for all steps. */
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
         * @param step 1 for the first
         * @param progress share of all steps, 0 to 1
         */
        double at(long step, double progress) {
            return Math.min(progress < lateFrom ? decay : lateDecay, (1.0 + step) / (10.0 + step));
        }
    }

    /**
     * Judges and keeps a young training's weights with statistics of their own: before each judgement the
     * normalisations' moving statistics are measured anew, on pictures of the training, by the very weights that are
     * judged (Wu and Johnson, "Rethinking 'batch' in BatchNorm", arXiv 2105.07576, call it precise batch
     * normalisation). Without it they begin with a mean of 0 and a variance of 1, and lag behind weights that move
     * fast; above all, an average of such statistics is not what the average of the weights has.
     *
     * @param steps how many steps a training is young, at least 1
     */
    record MeasuredStatistics(int steps) implements Refinement {
        public MeasuredStatistics {
            require("number of steps with measured statistics", steps, steps >= 1, "at least 1");
        }
    }

    /**
     * Takes the gradient not where the weights are but where the loss is larger, {@code radius} further along the
     * gradient (sharpness-aware minimisation, Foret et al., arXiv 2010.01412). Each step computes two gradients, so it
     * takes twice as long. Moving statistics learn from the first; l2 penalties and weight decay act at the weights
     * themselves. The last epochs alone do nearly as much as all (Zhou et al., arXiv 2410.10373).
     *
     * @param radius Euclidean length over all parameters, above 0
     * @param from share of all steps that are made without it, 0 to below 1
     */
    record SharpnessAware(double radius, double from) implements Refinement {
        /** At all steps. */
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

        /** @param progress share of all steps, 0 to 1 */
        boolean isOn(double progress) {
            return progress >= from;
        }
    }

    /**
     * Lets the network's dropout layers drop another share of their values than the architecture says.
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
