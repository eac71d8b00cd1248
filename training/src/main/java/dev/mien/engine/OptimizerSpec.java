package dev.mien.engine;

import dev.mien.InvalidInputException;

/** An update rule with its constants, Keras 3's defaults; the learning rate is given at each step. */
public sealed interface OptimizerSpec {

    /** Lower-case name, as the command line takes it. */
    String label();

    /** The optimizer of a name with its default constants. */
    static OptimizerSpec named(String name) {
        return switch (name) {
            case "adam" -> Adam.DEFAULT;
            case "sgd" -> Sgd.DEFAULT;
            case "rmsprop" -> RmsProp.DEFAULT;
            case "adamax" -> Adamax.DEFAULT;
            default ->
                throw new InvalidInputException(
                        "no optimizer is named '" + name + "'; there are adam, sgd, rmsprop, adamax");
        };
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
    }

    private static void requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidInputException(name + " is " + value + ", expected 0 to below 1");
        }
    }
}
