package dev.mien.nn;

/** What a layer applies to its sums. */
public enum Activation {
    NONE,
    RELU,
    SOFTMAX
}
