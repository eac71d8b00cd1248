package dev.mien.engine;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A moving average of a network's trainable values and moving statistics, in a plain array: the values first. It begins with what it
 * finds at the first step.
 */
final class WeightAverage {
    private static final int PIECE = 1 << 12;

    private final Refinement.ExponentialAverage spec;
    private final List<FloatBuffer> arenas;
    private final float[] piece = new float[PIECE];
    private float[] average;

    WeightAverage(Refinement.ExponentialAverage spec, ParameterStore parameters) {
        this.spec = spec;
        this.arenas = List.of(buffer(parameters.values()), buffer(parameters.statistics()));
        this.average = new float[arenas.stream().mapToInt(FloatBuffer::capacity).sum()];
    }

    private static FloatBuffer buffer(Tensor arena) {
        return arena.numel() == 0
                ? FloatBuffer.allocate(0)
                : Tensors.floats(arena).asBuffer();
    }

    float[] copy() {
        return average.clone();
    }

    void restore(float[] state) {
        average = state.clone();
    }

    /** Before the first step: what the network starts from. */
    void begin() {
        int start = 0;
        for (FloatBuffer arena : arenas) {
            arena.get(0, average, start, arena.capacity());
            start += arena.capacity();
        }
    }

    /**
     * Moves the average towards the values after a step.
     *
     * @param step 1 for the first
     * @param progress share of all steps, 0 to 1
     */
    void learn(long step, double progress) {
        float share = (float) (1 - spec.at(step, progress));
        int start = 0;
        for (FloatBuffer arena : arenas) {
            for (int offset = 0; offset < arena.capacity(); offset += PIECE) {
                int length = Math.min(PIECE, arena.capacity() - offset);
                arena.get(offset, piece, 0, length);
                approach(average, start + offset, piece, share, length);
            }
            start += arena.capacity();
        }
    }

    private static void approach(float[] average, int start, float[] values, float share, int length) {
        for (int i = 0; i < length; i++) {
            average[start + i] += share * (values[i] - average[start + i]);
        }
    }

    /** Puts the average in the place of the values, and the values in the place of the average. */
    void exchange() {
        int start = 0;
        for (FloatBuffer arena : arenas) {
            for (int offset = 0; offset < arena.capacity(); offset += PIECE) {
                int length = Math.min(PIECE, arena.capacity() - offset);
                arena.get(offset, piece, 0, length);
                arena.put(offset, average, start + offset, length);
                System.arraycopy(piece, 0, average, start + offset, length);
            }
            start += arena.capacity();
        }
    }
}
