package dev.mien.image;

/**
 * Decoded pixels before they become a grey or colour picture.
 *
 * @param channels 1 for grey, 3 for red, green and blue (sRGB)
 * @param pixels {@code width * height * channels} unsigned bytes, row by row
 */
record Samples(int width, int height, int channels, byte[] pixels) {
    static final int GRAY = 1;

    RgbImage rgb() {
        return channels == GRAY
                ? RgbImage.of(GrayImage.owning(width, height, pixels))
                : RgbImage.owning(width, height, pixels);
    }

    GrayImage gray() {
        return channels == GRAY
                ? GrayImage.owning(width, height, pixels)
                : RgbImage.owning(width, height, pixels).gray();
    }
}
