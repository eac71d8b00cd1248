package dev.mien.engine;

/** Updates a range of parameters in one step. Its loops are short enough for the JIT to vectorise them. */
@FunctionalInterface
public interface UpdateRule {

    /**
     * Updates values, and the two numbers that the rule remembers for each of them. These numbers are 0 before the
     * first step. Several threads call this method at once, each with its own arrays.
     *
     * @param values the values, which are updated in place
     * @param gradients the gradients of the values
     * @param first the first number that the rule remembers for each value, updated in place
     * @param second the second such number; a rule that needs only one does not touch it
     * @param length the number of values, which begin at index 0 of each array
     */
    void apply(float[] values, float[] gradients, float[] first, float[] second, int length);
}
