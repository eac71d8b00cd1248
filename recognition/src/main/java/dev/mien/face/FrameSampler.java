package dev.mien.face;

import dev.mien.image.RgbImage;

/**
 * Reads a picture in a frame of any size and turn. The picture's border is repeated beyond it. A target pixel is the
 * mean of four samples, each of them between the nearest four cells of the picture (bilinear).
 */
final class FrameSampler {
    /** Samples along a side of a target pixel. */
    private static final int SAMPLES = 2;

    private final PicturePatch patch;
    private final int values;
    private final int width;
    private final int height;

    /** The first target pixel's corner in cells, counted from the middle of the first cell. */
    private final double startX;

    private final double startY;

    /** How far a target pixel's width leads, in cells to the right and down. */
    private final double acrossX;

    private final double acrossY;

    /** How far a target pixel's height leads. */
    private final double downX;

    private final double downY;

    /**
     * @param width target pixels across the frame
     * @param height target pixels down the frame
     */
    FrameSampler(RgbImage picture, PicturePatch.Content content, FaceAligner.Frame frame, int width, int height) {
        this.width = width;
        this.height = height;
        values = content.values;
        double cosine = Math.cos(frame.angle()) * frame.side();
        double sine = Math.sin(frame.angle()) * frame.side();
        int reduction = (int) Math.max(1, Math.floor(frame.side() / Math.max(width, height)));
        double reach = (Math.abs(cosine) + Math.abs(sine)) / 2;
        patch = PicturePatch.of(picture, content, frame.centre(), reach, reduction);
        startX = (frame.centre().x() - (cosine - sine) / 2 - patch.left) / reduction - 0.5;
        startY = (frame.centre().y() - (sine + cosine) / 2 - patch.top) / reduction - 0.5;
        acrossX = cosine / reduction / width;
        acrossY = sine / reduction / width;
        downX = -sine / reduction / height;
        downY = cosine / reduction / height;
    }

    /** All target pixels, 0 to 255: all of the first value row by row, then all of the second, and so on. */
    float[] pixels() {
        float[] target = new float[values * width * height];
        float[] sums = new float[values];
        for (int y = 0, pixel = 0; y < height; y++) {
            for (int x = 0; x < width; x++, pixel++) {
                sum(x, y, sums);
                for (int value = 0; value < values; value++) {
                    target[value * width * height + pixel] = sums[value] / (SAMPLES * SAMPLES);
                }
            }
        }
        return target;
    }

    /** Adds up the samples of a target pixel. */
    private void sum(int x, int y, float[] sums) {
        for (int value = 0; value < values; value++) {
            sums[value] = 0;
        }
        for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            double across = x + (sample % SAMPLES + 0.5) / SAMPLES;
            double down = y + (sample / SAMPLES + 0.5) / SAMPLES;
            add(startX + across * acrossX + down * downX, startY + across * acrossY + down * downY, sums);
        }
    }

    /** Adds a sample at a place in cells. */
    private void add(double across, double down, float[] sums) {
        int column = Math.max(0, Math.min(patch.side - 2, (int) across));
        int row = Math.max(0, Math.min(patch.side - 2, (int) down));
        float right = (float) (across - column);
        float below = (float) (down - row);
        int upper = (row * patch.side + column) * values;
        int lower = upper + patch.side * values;
        for (int value = 0; value < values; value++, upper++, lower++) {
            float above = patch.cells[upper] + right * (patch.cells[upper + values] - patch.cells[upper]);
            float under = patch.cells[lower] + right * (patch.cells[lower + values] - patch.cells[lower]);
            sums[value] += above + below * (under - above);
        }
    }
}
