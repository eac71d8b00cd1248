package dev.mien.engine;

/**
 * The state of an optimizer, in arrays with one value for each trainable parameter. The arrays are handed over and not
 * copied.
 *
 * @param steps the number of steps so far
 * @param first the first moment, the velocity or the mean square, depending on the rule
 * @param second the second moment, if the rule has one
 * @param average the average of the trainable parameters and, after them, of the moving statistics; empty if no average
 *     is kept
 */
public record OptimizerState(long steps, float[] first, float[] second, float[] average) {}
