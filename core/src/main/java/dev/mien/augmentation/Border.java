package dev.mien.augmentation;

/** What a picture shows beyond its border. */
public enum Border {
    /** The nearest pixel, {@code aaaa|abcd|dddd}: Keras' {@code fill_mode="nearest"}. */
    NEAREST,

    /**
     * The picture mirrored at its outer edge, again and again: {@code dcba|abcd|dcba}. The last pixel appears twice.
     * This is Keras' {@code fill_mode="reflect"} and numpy's {@code symmetric}.
     */
    REFLECTED
}
