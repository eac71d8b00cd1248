package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;

/**
 * What a forward pass is for.
 *
 * @param training whether dropout drops and normalisation uses the batch's own statistics
 * @param seed of the pass's random draws; of no meaning outside training
 * @param momentum what the moving statistics keep of themselves, 0 to 1; of no meaning outside training
 */
record Pass(boolean training, long seed, double momentum) {
    static final Pass INFERENCE = new Pass(false, 0);

    /** With Keras' momentum. */
    Pass(boolean training, long seed) {
        this(training, seed, BatchNormalization.MOMENTUM);
    }
}
