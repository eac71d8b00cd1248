package dev.mien.image;

/**
 * The orientation of a stored picture by EXIF's tag 0x0112 (CIPA DC-008, 4.6.4). The names tell where the first stored
 * row and the first stored column appear in the upright picture.
 */
enum ExifOrientation {
    TOP_LEFT(1),
    TOP_RIGHT(2),
    BOTTOM_RIGHT(3),
    BOTTOM_LEFT(4),
    LEFT_TOP(5),
    RIGHT_TOP(6),
    RIGHT_BOTTOM(7),
    LEFT_BOTTOM(8);

    /** Side of the squares that are turned one after the other. Both source and target stay in the cache. */
    private static final int SQUARE = 64;

    private final int code;

    ExifOrientation(int code) {
        this.code = code;
    }

    /** The orientation with a code. Codes unknown to EXIF leave a picture unchanged. */
    static ExifOrientation of(int code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : TOP_LEFT;
    }

    private boolean swapsSides() {
        return code > 4;
    }

    private boolean fromRight() {
        return this == TOP_RIGHT || this == BOTTOM_RIGHT || this == RIGHT_TOP || this == RIGHT_BOTTOM;
    }

    private boolean fromBottom() {
        return this == BOTTOM_RIGHT || this == BOTTOM_LEFT || this == RIGHT_BOTTOM || this == LEFT_BOTTOM;
    }

    /** Turns a stored picture upright. */
    Samples upright(Samples stored) {
        if (this == TOP_LEFT) {
            return stored;
        }
        byte[] seen = new byte[stored.pixels().length];
        for (int top = 0; top < stored.height(); top += SQUARE) {
            for (int left = 0; left < stored.width(); left += SQUARE) {
                turn(stored, left, top, seen);
            }
        }
        return swapsSides()
                ? new Samples(stored.height(), stored.width(), stored.channels(), seen)
                : new Samples(stored.width(), stored.height(), stored.channels(), seen);
    }

    private void turn(Samples stored, int left, int top, byte[] seen) {
        int channels = stored.channels();
        byte[] pixels = stored.pixels();
        int right = Math.min(left + SQUARE, stored.width());
        int bottom = Math.min(top + SQUARE, stored.height());
        for (int y = top; y < bottom; y++) {
            int source = (y * stored.width() + left) * channels;
            int target = place(stored, left, y) * channels;
            int step = (place(stored, Math.min(left + 1, stored.width() - 1), y) - place(stored, left, y)) * channels;
            for (int x = left; x < right; x++, target += step) {
                for (int channel = 0; channel < channels; channel++) {
                    seen[target + channel] = pixels[source++];
                }
            }
        }
    }

    /** The place of a stored pixel in the upright picture, counted row by row. */
    private int place(Samples stored, int x, int y) {
        int acrossStored = swapsSides() ? y : x;
        int downStored = swapsSides() ? x : y;
        int width = swapsSides() ? stored.height() : stored.width();
        int height = swapsSides() ? stored.width() : stored.height();
        int across = fromRight() ? width - 1 - acrossStored : acrossStored;
        int down = fromBottom() ? height - 1 - downStored : downStored;
        return down * width + across;
    }
}
