package dev.mien.engine;

/** One step's update of a range of parameters by a gradient, in loops short enough for the JIT to vectorise. */
@FunctionalInterface
public interface UpdateRule {

    /**
     * Updates values, and the two numbers that are remembered of each of them, which are 0 before the first step.
     * Called by several threads at once, with arrays of their own.
     *
     * @param values updated in place
     * @param gradients of these
     * @param first what the rule remembers, updated in place
     * @param second likewise; a rule that needs less leaves it alone
     * @param length number of values, from index 0 of each array on
     */
    void apply(float[] values, float[] gradients, float[] first, float[] second, int length);
}
