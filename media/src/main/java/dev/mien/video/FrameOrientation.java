package dev.mien.video;

/**
 * The rotation of a picture before it is shown, from the upper left four numbers of the matrix in a file's track header
 * (ISO/IEC 14496-12, section 6.2.2). Only the eight positions of a sheet of paper are supported.
 *
 * @param transposed whether rows become columns
 * @param mirrorsX whether left and right of the result change places
 * @param mirrorsY whether top and bottom of the result change places
 */
record FrameOrientation(boolean transposed, boolean mirrorsX, boolean mirrorsY) {
    static final FrameOrientation UPRIGHT = new FrameOrientation(false, false, false);

    private static final int CHANNELS = 3;

    /** A place (x, y) is shown at (a x + c y, b x + d y), in any unit. */
    static FrameOrientation of(int a, int b, int c, int d) {
        return Math.abs((long) a) >= Math.abs((long) b)
                ? new FrameOrientation(false, a < 0, d < 0)
                : new FrameOrientation(true, c < 0, b < 0);
    }

    int width(int width, int height) {
        return transposed ? height : width;
    }

    int height(int width, int height) {
        return transposed ? width : height;
    }

    /** Turns a picture of three bytes a pixel, row by row. */
    byte[] apply(byte[] pixels, int width, int height) {
        if (equals(UPRIGHT)) {
            return pixels;
        }
        int newWidth = width(width, height);
        int newHeight = height(width, height);
        byte[] turned = new byte[pixels.length];
        int next = 0;
        for (int row = 0; row < newHeight; row++) {
            int y = mirrorsY ? newHeight - 1 - row : row;
            for (int column = 0; column < newWidth; column++) {
                int x = mirrorsX ? newWidth - 1 - column : column;
                int from = CHANNELS * (transposed ? x * width + y : y * width + x);
                turned[next++] = pixels[from];
                turned[next++] = pixels[from + 1];
                turned[next++] = pixels[from + 2];
            }
        }
        return turned;
    }
}
