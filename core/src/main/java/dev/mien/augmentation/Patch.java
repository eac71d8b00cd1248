package dev.mien.augmentation;

/**
 * A rectangle to erase. Its part outside the picture is ignored.
 *
 * @param left its first column, 0 to 1,000,000; the next three have the same range
 * @param top its first row
 * @param width in pixels
 * @param height in pixels
 * @param seed hashed with a pixel's place in the rectangle to give its grey value
 * @param plain whether all pixels have the grey value of the first
 */
public record Patch(int left, int top, int width, int height, long seed, boolean plain) {
    private static final int FARTHEST = 1_000_000;

    /** A patch of noise. */
    public Patch(int left, int top, int width, int height, long seed) {
        this(left, top, width, height, seed, false);
    }

    /** @throws dev.mien.InvalidInputException if a value is outside its range */
    public Patch {
        Ranges.require("first column of an erased area", left, 0, FARTHEST);
        Ranges.require("first row of an erased area", top, 0, FARTHEST);
        Ranges.require("width of an erased area", width, 0, FARTHEST);
        Ranges.require("height of an erased area", height, 0, FARTHEST);
    }
}
