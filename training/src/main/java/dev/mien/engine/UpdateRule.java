package dev.mien.engine;

/** One step's update of a range of parameters by a gradient, in loops short enough for the JIT to vectorise. */
interface UpdateRule {

    /**
     * @param values updated in place
     * @param gradients of these
     * @param first what the rule remembers, updated in place
     * @param second likewise
     * @param length number of values, from index 0 of each array on
     */
    void apply(float[] values, float[] gradients, float[] first, float[] second, int length);

    /**
     * The rule of an optimizer at a step.
     *
     * @param step 1 for the first
     */
    static UpdateRule of(OptimizerSpec spec, double learningRate, long step) {
        if (spec instanceof OptimizerSpec.Adam adam) {
            return adam(adam, learningRate, step);
        }
        if (spec instanceof OptimizerSpec.RmsProp rmsProp) {
            return rmsProp(rmsProp, learningRate);
        }
        if (spec instanceof OptimizerSpec.Adamax adamax) {
            return adamax(adamax, learningRate, step);
        }
        OptimizerSpec.Sgd sgd = (OptimizerSpec.Sgd) spec;
        return sgd.momentum() == 0 ? descent(learningRate) : momentum(sgd, learningRate);
    }

    private static UpdateRule adam(OptimizerSpec.Adam adam, double learningRate, long step) {
        float rate = (float)
                (learningRate * Math.sqrt(1 - Math.pow(adam.beta2(), step)) / (1 - Math.pow(adam.beta1(), step)));
        float share = (float) (1 - adam.beta1());
        float shareOfSquare = (float) (1 - adam.beta2());
        float epsilon = (float) adam.epsilon();
        return (values, gradients, first, second, length) -> {
            approach(first, gradients, share, length);
            approachSquare(second, gradients, shareOfSquare, length);
            for (int i = 0; i < length; i++) {
                values[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + epsilon);
            }
        };
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

    private static UpdateRule descent(double learningRate) {
        float rate = (float) learningRate;
        return (values, gradients, first, second, length) -> {
            for (int i = 0; i < length; i++) {
                values[i] -= rate * gradients[i];
            }
        };
    }

    private static UpdateRule momentum(OptimizerSpec.Sgd sgd, double learningRate) {
        float rate = (float) learningRate;
        float momentum = (float) sgd.momentum();
        float ofVelocity = sgd.nesterov() ? momentum : 1;
        float ofGradient = sgd.nesterov() ? rate : 0;
        return (values, gradients, first, second, length) -> {
            for (int i = 0; i < length; i++) {
                float velocity = momentum * first[i] - rate * gradients[i];
                first[i] = velocity;
                values[i] += ofVelocity * velocity - ofGradient * gradients[i];
            }
        };
    }

    private static UpdateRule rmsProp(OptimizerSpec.RmsProp rmsProp, double learningRate) {
        float rate = (float) learningRate;
        float share = (float) (1 - rmsProp.rho());
        float epsilon = (float) rmsProp.epsilon();
        return (values, gradients, first, second, length) -> {
            approachSquare(first, gradients, share, length);
            for (int i = 0; i < length; i++) {
                values[i] -= rate * gradients[i] / (float) Math.sqrt(first[i] + epsilon);
            }
        };
    }

    private static UpdateRule adamax(OptimizerSpec.Adamax adamax, double learningRate, long step) {
        float rate = (float) (learningRate / (1 - Math.pow(adamax.beta1(), step)));
        float share = (float) (1 - adamax.beta1());
        float decay = (float) adamax.beta2();
        float epsilon = (float) adamax.epsilon();
        return (values, gradients, first, second, length) -> {
            approach(first, gradients, share, length);
            for (int i = 0; i < length; i++) {
                second[i] = Math.max(decay * second[i], Math.abs(gradients[i]));
                values[i] -= rate * first[i] / (second[i] + epsilon);
            }
        };
    }
}
