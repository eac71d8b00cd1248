package dev.mien.nn;

/**
 * Size of a layer's output for one sample. A vector of n values has height and width 1.
 *
 * @param height rows
 * @param width columns
 * @param channels feature maps, or the length of a vector
 * @param flat whether it is a vector
 */
public record Shape(int height, int width, int channels, boolean flat) {

    /** Feature maps of {@code height} x {@code width}. */
    public static Shape maps(int height, int width, int channels) {
        return new Shape(height, width, channels, false);
    }

    /** A vector. */
    public static Shape vector(int length) {
        return new Shape(1, 1, length, true);
    }

    /** Number of values. */
    public int size() {
        return height * width * channels;
    }

    /** The text that Keras prints, with None for the batch: {@code (None, 48, 48, 32)}. */
    @Override
    public String toString() {
        return flat ? "(None, " + channels + ")" : "(None, " + height + ", " + width + ", " + channels + ")";
    }
}
