package dev.mien.engine;

import dev.mien.InvalidInputException;

/** A change to how a step moves the weights, whatever the optimizer's rule. */
public sealed interface Refinement {

    /** Lower-case name, as files have it. */
    String label();

    /**
     * Pulls the kernels of convolutions and dense layers towards 0; biases, gamma and beta stay free. With SGD {@code factor} times the
     * value is added to the gradient, as torch.optim.SGD does; with the other rules the value itself loses {@code learning rate x factor}
     * of its size, apart from the rule (Loshchilov and Hutter, arXiv 1711.05101). It is no part of the loss that is shown.
     *
     * @param factor above 0, below 1
     */
    record WeightDecay(double factor) implements Refinement {
        public WeightDecay {
            require("weight decay", factor, factor > 0 && factor < 1, "above 0 and below 1");
        }

        @Override
        public String label() {
            return "weight_decay";
        }
    }

    /**
     * Shortens the gradient of all parameters together to a norm where it is longer (Pascanu et al., arXiv 1211.5063). The l2 penalties of
     * an architecture count, {@link WeightDecay} does not.
     *
     * @param norm largest Euclidean length, above 0
     */
    record GradientClipping(double norm) implements Refinement {
        public GradientClipping {
            require("largest gradient norm", norm, norm > 0 && Double.isFinite(norm), "a number above 0");
        }

        @Override
        public String label() {
            return "gradient_clipping";
        }
    }

    /**
     * Judges and keeps an exponential moving average of the weights and of the normalisations' moving statistics instead of the values
     * that the steps leave (Polyak and Juditsky's averaging in its exponential form). At step t the decay is the smaller of
     * {@code decay} and (1 + t) / (10 + t), so that the first values are soon forgotten.
     *
     * @param decay share of the average that a step keeps, above 0 and below 1
     */
    record ExponentialAverage(double decay) implements Refinement {
        public ExponentialAverage {
            require("decay of the weights' average", decay, decay > 0 && decay < 1, "above 0 and below 1");
        }

        @Override
        public String label() {
            return "ema";
        }

        /** The decay at a step, 1 for the first. */
        double at(long step) {
            return Math.min(decay, (1.0 + step) / (10.0 + step));
        }
    }

    /**
     * Takes the gradient not where the weights are but where the loss is larger, {@code radius} further along the gradient (sharpness-aware
     * minimisation, Foret et al., arXiv 2010.01412). Each step computes two gradients, so it takes twice as long. Moving statistics
     * learn from the first; l2 penalties and weight decay act at the weights themselves.
     *
     * @param radius Euclidean length over all parameters, above 0
     */
    record SharpnessAware(double radius) implements Refinement {
        public SharpnessAware {
            require(
                    "radius of sharpness-aware minimisation",
                    radius,
                    radius > 0 && radius < 1e3,
                    "above 0, below 1000");
        }

        @Override
        public String label() {
            return "sam";
        }
    }

    private static void require(String name, double value, boolean fits, String expected) {
        if (!fits) {
            throw new InvalidInputException(name + " is " + value + ", expected " + expected);
        }
    }
}
