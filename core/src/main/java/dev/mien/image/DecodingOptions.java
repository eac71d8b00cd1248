package dev.mien.image;

import dev.mien.InvalidInputException;

/**
 * The largest picture that is decoded. Larger ones are rejected before their pixels are read, because a small file can
 * claim any size.
 *
 * @param mostPixels width times height, 1 to 700,000,000 (three bytes per pixel must fit into one array)
 * @param mostBytes of the file, at least 1
 */
public record DecodingOptions(long mostPixels, long mostBytes) {
    /** 200 megapixels, in a file of at most one gibibyte. */
    public static final DecodingOptions DEFAULT = new DecodingOptions(200_000_000, 1 << 30);

    private static final long ROOM = 700_000_000;

    /** Checks the ranges. */
    public DecodingOptions {
        if (mostPixels < 1 || mostPixels > ROOM) {
            throw new InvalidInputException("the largest picture has " + mostPixels + " pixels, expected 1 to " + ROOM);
        }
        if (mostBytes < 1) {
            throw new InvalidInputException(
                    "the largest picture file has " + mostBytes + " bytes, expected at least 1");
        }
    }

    /** A copy with another number of pixels. */
    public DecodingOptions withMostPixels(long pixels) {
        return new DecodingOptions(pixels, mostBytes);
    }
}
