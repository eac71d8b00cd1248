package dev.mien.engine;

/**
 * What a forward pass is for.
 *
 * @param training whether dropout drops and normalisation uses the batch's own statistics
 * @param seed of the pass's random draws; of no meaning outside training
 */
record Pass(boolean training, long seed) {
    static final Pass INFERENCE = new Pass(false, 0);
}
