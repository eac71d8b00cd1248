package dev.mien.nn;

import java.util.Locale;

/** Where the windows of a convolution or a pooling lie, as in Keras. */
public enum Padding {
    /** As many windows as strides begin within the input. Zeros are added at both ends: {@link SamePadding}. */
    SAME {
        @Override
        public SamePadding side(int size, int window, int stride) {
            return SamePadding.of(size, window, stride);
        }
    },
    /** Only windows that lie within the input. What is left over at the end is left out. */
    VALID {
        @Override
        public SamePadding side(int size, int window, int stride) {
            return new SamePadding(0, 0, size < window ? 0 : (size - window) / stride + 1);
        }
    };

    /**
     * The windows along one side.
     *
     * @param size the size of the input, at least 1
     * @param window the size of the window, at least 1
     * @param stride the distance from one window to the next, at least 1
     */
    public abstract SamePadding side(int size, int window, int stride);

    /** The name in Keras. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
