package dev.mien.engine;

/**
 * What an optimizer remembers, in plain arrays of one value for each trainable parameter. Handed over, not copied.
 *
 * @param steps made so far
 * @param first moment, velocity or mean square, as the rule has it
 * @param second moment, where the rule has one
 * @param average of the trainable parameters and, after them, of the moving statistics; empty where none is kept
 */
public record OptimizerState(long steps, float[] first, float[] second, float[] average) {}
