package dev.mien.training;

/**
 * A batch in its buffers. Each batch overwrites the buffers.
 *
 * @param inputs scaled pixels, sample after sample; the array may be longer than the batch
 * @param targets samples x outputs
 */
record Batch(float[] inputs, float[] targets) {}
