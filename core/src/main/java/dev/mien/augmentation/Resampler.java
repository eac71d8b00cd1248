package dev.mien.augmentation;

/**
 * Samples a picture once, bilinearly, where a {@link Draw} says; beyond the border stands the nearest pixel. Positions are fixed
 * point, 32 bits below the pixel: a step is an addition, a clamp has no branch; and it gives the
 * same bits on every Java. Immutable.
 */
final class Resampler {
    private static final int FRACTION_BITS = 32;
    private static final double ONE_PIXEL = 0x1p32;

    private final int width;
    private final int height;

    Resampler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Room for a picture from index 0, and for a row and a pixel more: right of and below the last pixels something is read, and
     * weighted with 0.
     */
    byte[] room() {
        return new byte[(height + 1) * width + 1];
    }

    /**
     * @param source a picture in {@link #room()}
     * @param target receives width x height grey values of 0 to 255 from {@code offset}
     */
    void sample(Draw draw, byte[] source, float[] target, int offset) {
        double cos = StrictMath.cos(draw.rotation());
        double sin = StrictMath.sin(draw.rotation());
        double centreX = width / 2.0 - 0.5;
        double centreY = height / 2.0 - 0.5;
        double stepX = draw.flip() ? -draw.zoomX() : draw.zoomX();
        double dx = draw.shiftX() - centreX * stepX;
        for (int y = 0; y < height; y++) {
            double dy = draw.shiftY() + (y - centreY) * draw.zoomY();
            Line line = new Line(
                    fixed(cos * dx - sin * dy + centreX),
                    fixed(cos * stepX),
                    fixed(sin * dx + cos * dy + centreY),
                    fixed(sin * stepX));
            sampleLine(line, source, target, offset + y * width);
        }
    }

    /** Where one row of the result lies in the source: its first pixel, and the way from each pixel to the next. */
    private record Line(long column, long columnStep, long row, long rowStep) {}

    private void sampleLine(Line line, byte[] source, float[] target, int offset) {
        long lastColumn = fixed(width - 1);
        long lastRow = fixed(height - 1);
        long column = line.column;
        long row = line.row;
        long columnStep = line.columnStep;
        long rowStep = line.rowStep;
        for (int x = 0; x < width; x++) {
            long insideX = Math.max(0, Math.min(lastColumn, column));
            long insideY = Math.max(0, Math.min(lastRow, row));
            int place = whole(insideY) * width + whole(insideX);
            float share = share(insideX);
            float upper = blend(source[place], source[place + 1], share);
            float lower = blend(source[place + width], source[place + width + 1], share);
            target[offset + x] = upper + (lower - upper) * share(insideY);
            column += columnStep;
            row += rowStep;
        }
    }

    private static float blend(byte first, byte second, float share) {
        int a = first & 0xff;
        int b = second & 0xff;
        return a + (b - a) * share;
    }

    private static long fixed(double pixels) {
        return Math.round(pixels * ONE_PIXEL);
    }

    private static int whole(long position) {
        return (int) (position >> FRACTION_BITS);
    }

    /** The upper 24 bits of the fraction, which a float holds exactly. */
    private static float share(long position) {
        return ((int) position >>> 8) * 0x1p-24f;
    }
}
