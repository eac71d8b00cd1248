package dev.mien.nn;

/**
 * Keras' padding {@code same} along one side of the maps. The number of outputs is the number of strides that begin
 * within the input. The zeros that the last window lacks are divided between the two ends. If their number is odd, the
 * larger part stands at the end.
 *
 * @param before zeros before the first value
 * @param after zeros after the last value
 * @param outputs number of windows
 */
public record SamePadding(int before, int after, int outputs) {

    /**
     * Computes the padding of a side.
     *
     * @param size the size of the input, at least 1
     * @param kernel the size of the window, at least 1
     * @param stride the distance from one window to the next, at least 1
     */
    public static SamePadding of(int size, int kernel, int stride) {
        int outputs = (size + stride - 1) / stride;
        int zeros = Math.max(0, (outputs - 1) * stride + kernel - size);
        return new SamePadding(zeros / 2, zeros - zeros / 2, outputs);
    }

    /** Whether both ends have the same number of zeros. */
    public boolean isEven() {
        return before == after;
    }
}
