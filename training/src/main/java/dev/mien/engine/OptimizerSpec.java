package dev.mien.engine;

import dev.mien.InvalidInputException;

/**
 * An optimizer: a record of its constants, Keras 3's by default, and its update rule; the learning rate is given at
 * each step. Another program may add its own record by {@link Optimizers#register}.
 */
public interface OptimizerSpec {

    /** Lower-case name, as files and the command line have it; the same for all records of a class. */
    String label();

    /**
     * The rule of a step.
     *
     * @param step 1 for the first
     */
    UpdateRule rule(double learningRate, long step);

    /**
     * Whether {@link Refinement.WeightDecay} is a part of the gradient, as torch.optim.SGD has it. Otherwise it acts on
     * the weights themselves, apart from the rule.
     */
    default boolean decaysByGradient() {
        return false;
    }

    /** Adam (Kingma and Ba, arXiv 1412.6980), epsilon outside the bias correction as in the paper's efficient form. */
    record Adam(double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-7);

        public Adam {
            requireDecay("beta1", beta1);
            requireDecay("beta2", beta2);
        }

        @Override
        public String label() {
            return "adam";
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            float rate = (float) (learningRate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
            float share = (float) (1 - beta1);
            float shareOfSquare = (float) (1 - beta2);
            float added = (float) epsilon;
            return (values, gradients, first, second, length) -> {
                approach(first, gradients, share, length);
                approachSquare(second, gradients, shareOfSquare, length);
                for (int i = 0; i < length; i++) {
                    values[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + added);
                }
            };
        }
    }

    /** Stochastic gradient descent with momentum 0 or more, Nesterov's where asked. */
    record Sgd(double momentum, boolean nesterov) implements OptimizerSpec {
        public static final Sgd DEFAULT = new Sgd(0, false);

        public Sgd {
            requireDecay("momentum", momentum);
        }

        @Override
        public String label() {
            return "sgd";
        }

        @Override
        public boolean decaysByGradient() {
            return true;
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            return momentum == 0 ? descent((float) learningRate) : withMomentum((float) learningRate);
        }

        private static UpdateRule descent(float rate) {
            return (values, gradients, first, second, length) -> {
                for (int i = 0; i < length; i++) {
                    values[i] -= rate * gradients[i];
                }
            };
        }

        private UpdateRule withMomentum(float rate) {
            float kept = (float) momentum;
            float ofVelocity = nesterov ? kept : 1;
            float ofGradient = nesterov ? rate : 0;
            return (values, gradients, first, second, length) -> {
                for (int i = 0; i < length; i++) {
                    float velocity = kept * first[i] - rate * gradients[i];
                    first[i] = velocity;
                    values[i] += ofVelocity * velocity - ofGradient * gradients[i];
                }
            };
        }
    }

    /** RMSprop (Hinton's lecture 6e), epsilon under the root as Keras has it. */
    record RmsProp(double rho, double epsilon) implements OptimizerSpec {
        public static final RmsProp DEFAULT = new RmsProp(0.9, 1e-7);

        public RmsProp {
            requireDecay("rho", rho);
        }

        @Override
        public String label() {
            return "rmsprop";
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            float rate = (float) learningRate;
            float share = (float) (1 - rho);
            float added = (float) epsilon;
            return (values, gradients, first, second, length) -> {
                approachSquare(first, gradients, share, length);
                for (int i = 0; i < length; i++) {
                    values[i] -= rate * gradients[i] / (float) Math.sqrt(first[i] + added);
                }
            };
        }
    }

    /** Adamax (Kingma and Ba, section 7.1). */
    record Adamax(double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public static final Adamax DEFAULT = new Adamax(0.9, 0.999, 1e-7);

        public Adamax {
            requireDecay("beta1", beta1);
            requireDecay("beta2", beta2);
        }

        @Override
        public String label() {
            return "adamax";
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            float rate = (float) (learningRate / (1 - Math.pow(beta1, step)));
            float share = (float) (1 - beta1);
            float decay = (float) beta2;
            float added = (float) epsilon;
            return (values, gradients, first, second, length) -> {
                approach(first, gradients, share, length);
                for (int i = 0; i < length; i++) {
                    second[i] = Math.max(decay * second[i], Math.abs(gradients[i]));
                    values[i] -= rate * first[i] / (second[i] + added);
                }
            };
        }
    }

    private static void approach(float[] means, float[] gradients, float share, int length) {
        for (int i = 0; i < length; i++) {
            means[i] += share * (gradients[i] - means[i]);
        }
    }

    private static void approachSquare(float[] means, float[] gradients, float share, int length) {
        for (int i = 0; i < length; i++) {
            means[i] += share * (gradients[i] * gradients[i] - means[i]);
        }
    }

    private static void requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidInputException(name + " is " + value + ", expected 0 to below 1");
        }
    }
}
