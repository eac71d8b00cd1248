package dev.mien.training;

/**
 * A batch in its buffers, which are filled anew for each.
 *
 * @param inputs scaled pixels, sample after sample; of the buffer's capacity
 * @param targets samples x outputs
 */
record Batch(float[] inputs, float[] targets) {}
