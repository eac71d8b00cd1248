package dev.mien.augmentation;

/** What is seen beyond the border of a picture. */
public enum Border {
    /** The nearest pixel, {@code aaaa|abcd|dddd}: Keras' {@code fill_mode="nearest"}. */
    NEAREST,

    /**
     * The picture mirrored at its outer edge, again and again, {@code dcba|abcd|dcba}, so that the last pixel is seen twice: Keras'
     * {@code fill_mode="reflect"}, numpy's {@code symmetric}.
     */
    REFLECTED
}
