package dev.mien.face;

import dev.mien.image.RgbImage;

/**
 * Reads a picture in a frame of any size and turn. The picture's border is repeated beyond it. A target pixel is the
 * mean of four samples, each of them between the nearest four cells of the picture (bilinear).
 */
final class FrameSampler {
    /** Samples along a side of a target pixel. */
    private static final int SAMPLES = 2;

    /** Where the samples stand along a side, in sides of a target pixel. */
    private static final double[] AT = {0.25, 0.75};

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
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (values == 1) {
                    putLuma(x, y, target);
                } else {
                    putColors(x, y, target);
                }
            }
        }
        return target;
    }

    private void putLuma(int x, int y, float[] target) {
        float[] cells = patch.cells;
        int row = patch.side;
        float sum = 0;
        for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            double across = across(x, y, sample);
            double down = down(x, y, sample);
            int cell = cell(down) * row + cell(across);
            float right = (float) (across - cell(across));
            float below = (float) (down - cell(down));
            sum += mix(right, below, cells[cell], cells[cell + 1], cells[cell + row], cells[cell + row + 1]);
        }
        target[y * width + x] = sum / (SAMPLES * SAMPLES);
    }

    /** The three colours by name: a loop over them takes three times as long. */
    private void putColors(int x, int y, float[] target) {
        float[] cells = patch.cells;
        int row = patch.side * RgbImage.CHANNELS;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            double across = across(x, y, sample);
            double down = down(x, y, sample);
            int at = (cell(down) * patch.side + cell(across)) * RgbImage.CHANNELS;
            int low = at + row;
            float right = (float) (across - cell(across));
            float below = (float) (down - cell(down));
            red += mix(right, below, cells[at], cells[at + 3], cells[low], cells[low + 3]);
            green += mix(right, below, cells[at + 1], cells[at + 4], cells[low + 1], cells[low + 4]);
            blue += mix(right, below, cells[at + 2], cells[at + 5], cells[low + 2], cells[low + 5]);
        }
        int pixel = y * width + x;
        int plane = width * height;
        target[pixel] = red / (SAMPLES * SAMPLES);
        target[plane + pixel] = green / (SAMPLES * SAMPLES);
        target[2 * plane + pixel] = blue / (SAMPLES * SAMPLES);
    }

    /** A sample's place in cells to the right. */
    private double across(int x, int y, int sample) {
        return startX + (x + AT[sample % SAMPLES]) * acrossX + (y + AT[sample / SAMPLES]) * downX;
    }

    /** A sample's place in cells downwards. */
    private double down(int x, int y, int sample) {
        return startY + (x + AT[sample % SAMPLES]) * acrossY + (y + AT[sample / SAMPLES]) * downY;
    }

    /** The cell before a place. */
    private int cell(double place) {
        return Math.max(0, Math.min(patch.side - 2, (int) place));
    }

    private static float mix(
            float right, float below, float upperLeft, float upperRight, float lowerLeft, float lowerRight) {
        float upper = upperLeft + right * (upperRight - upperLeft);
        float lower = lowerLeft + right * (lowerRight - lowerLeft);
        return upper + below * (lower - upper);
    }
}
