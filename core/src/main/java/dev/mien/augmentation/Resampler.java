package dev.mien.augmentation;

/**
 * Samples a picture once, bilinearly, at the places of a {@link Draw}. Positions are fixed-point numbers with 32
 * fractional bits: a step is an addition, and a clamp or reflection needs no branch. Every Java gives the same bits.
 * Immutable.
 */
final class Resampler {
    private static final int FRACTION_BITS = 32;
    private static final double ONE_PIXEL = 0x1p32;
    private static final long HALF_A_PIXEL = 1L << (FRACTION_BITS - 1);

    private final int width;
    private final int height;

    Resampler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Room for a picture from index 0, and for one row and one pixel more: the sampler reads right of and below the
     * last pixels, and weights what it reads with 0.
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
            if (draw.border() == Border.REFLECTED) {
                sampleReflected(line, source, target, offset + y * width);
            } else {
                sampleNearest(line, source, target, offset + y * width);
            }
        }
    }

    /** Where one row of the result lies in the source: its first pixel, and the step from each pixel to the next. */
    private record Line(long column, long columnStep, long row, long rowStep) {}

    private void sampleNearest(Line line, byte[] source, float[] target, int offset) {
        long lastColumn = fixed(width - 1);
        long lastRow = fixed(height - 1);
        long column = line.column;
        long row = line.row;
        long columnStep = line.columnStep;
        long rowStep = line.rowStep;
        for (int x = 0; x < width; x++) {
            target[offset + x] = value(source, inside(column, lastColumn), inside(row, lastRow));
            column += columnStep;
            row += rowStep;
        }
    }

    /**
     * A picture and its mirror image alternate. Positions count from the picture's outer edge, within one such pair. A
     * step leaves the pair at most once.
     */
    private void sampleReflected(Line line, byte[] source, float[] target, int offset) {
        long lastColumn = fixed(width - 1);
        long lastRow = fixed(height - 1);
        long columns = fixed(2 * width);
        long rows = fixed(2 * height);
        long column = Math.floorMod(line.column + HALF_A_PIXEL, columns);
        long row = Math.floorMod(line.row + HALF_A_PIXEL, rows);
        long columnStep = Math.floorMod(line.columnStep, columns);
        long rowStep = Math.floorMod(line.rowStep, rows);
        for (int x = 0; x < width; x++) {
            long foldedX = Math.min(column, columns - column) - HALF_A_PIXEL;
            long foldedY = Math.min(row, rows - row) - HALF_A_PIXEL;
            target[offset + x] = value(source, inside(foldedX, lastColumn), inside(foldedY, lastRow));
            column = wrapped(column + columnStep, columns);
            row = wrapped(row + rowStep, rows);
        }
    }

    /** Brings a position below twice the period into the period. The sign of the difference masks the addition. */
    private static long wrapped(long position, long period) {
        long beyond = position - period;
        return beyond + (period & (beyond >> 63));
    }

    private static long inside(long position, long last) {
        return Math.max(0, Math.min(last, position));
    }

    private float value(byte[] source, long column, long row) {
        int place = whole(row) * width + whole(column);
        float share = share(column);
        float upper = blend(source[place], source[place + 1], share);
        float lower = blend(source[place + width], source[place + width + 1], share);
        return upper + (lower - upper) * share(row);
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
