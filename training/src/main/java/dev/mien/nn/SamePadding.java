package dev.mien.nn;

/**
 * Keras' padding {@code same} along one side of the maps: there are as many outputs as strides begin within the input, and the
 * zeros that the last window lacks are shared out before and after it. Of an odd number the larger part stands after.
 *
 * @param before zeros before the first value
 * @param after zeros after the last value
 * @param outputs number of windows
 */
public record SamePadding(int before, int after, int outputs) {

    /**
     * The padding of a side.
     *
     * @param size of the input, at least 1
     * @param kernel size of the window, at least 1
     * @param stride from one window to the next, at least 1
     */
    public static SamePadding of(int size, int kernel, int stride) {
        int outputs = (size + stride - 1) / stride;
        int zeros = Math.max(0, (outputs - 1) * stride + kernel - size);
        return new SamePadding(zeros / 2, zeros - zeros / 2, outputs);
    }

    /** Whether as many zeros stand before as after. */
    public boolean isEven() {
        return before == after;
    }
}
