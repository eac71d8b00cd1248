package dev.mien.augmentation;

/**
 * A rectangle that is erased; what of it lies outside of a picture is left out.
 *
 * @param left column of its first pixels, 0 to 1,000,000, as the other three
 * @param top row of its first pixels
 * @param width in pixels
 * @param height in pixels
 * @param seed from which, with its place in the rectangle, the grey value of each pixel is hashed
 * @param plain whether all pixels have the grey value of the first
 */
public record Patch(int left, int top, int width, int height, long seed, boolean plain) {
    private static final int FARTHEST = 1_000_000;

    /** A patch of noise. */
    public Patch(int left, int top, int width, int height, long seed) {
        this(left, top, width, height, seed, false);
    }

    /** @throws dev.mien.InvalidInputException if a value is outside of its range */
    public Patch {
        Ranges.require("first column of an erased area", left, 0, FARTHEST);
        Ranges.require("first row of an erased area", top, 0, FARTHEST);
        Ranges.require("width of an erased area", width, 0, FARTHEST);
        Ranges.require("height of an erased area", height, 0, FARTHEST);
    }
}
