package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;

/**
 * The purpose of a forward pass.
 *
 * @param training whether dropout drops and normalisation uses the batch's own statistics
 * @param seed the seed of the pass's random draws; it has no meaning outside training
 * @param momentum the share that the moving statistics keep of themselves, 0 to 1; it has no meaning outside training
 */
record Pass(boolean training, long seed, double momentum) {
    static final Pass INFERENCE = new Pass(false, 0);

    /** A pass with Keras' momentum. */
    Pass(boolean training, long seed) {
        this(training, seed, BatchNormalization.MOMENTUM);
    }
}
