package dev.mien.augmentation;

import dev.mien.dataset.Dataset;
import java.util.List;

/**
 * Applies augmentations to samples with the semantics of Keras' ImageDataGenerator: all geometric changes are one affine map
 * about the centre, rotation times shift times zoom; the picture is sampled once, bilinearly, beyond its border with the
 * nearest pixel; a flip comes last. What happens to a sample is a pure function of the seed, the epoch and the sample's row in
 * its source. Safe for use by several threads.
 */
public final class Augmenter {
    private final List<Augmentation> augmentations;
    private final int width;
    private final int height;

    /** @param width of the pictures, in pixels; so is the height */
    public Augmenter(List<Augmentation> augmentations, int width, int height) {
        this.augmentations = List.copyOf(augmentations);
        this.width = width;
        this.height = height;
    }

    /**
     * Writes a changed picture.
     *
     * @param index of the sample in {@code data}
     * @param epoch from 1
     * @param target receives width x height grey values of 0 to 255, row by row, from {@code offset}
     */
    public void augment(Dataset data, int index, long seed, int epoch, float[] target, int offset) {
        apply(draw(seed, epoch, data.row(index)), data, index, target, offset);
    }

    /** What is drawn for a row of the source in an epoch. */
    public Draw draw(long seed, int epoch, int row) {
        DrawSource random = new DrawSource(seed, epoch, row);
        double shiftX = 0;
        double shiftY = 0;
        double zoomX = 1;
        double zoomY = 1;
        double rotation = 0;
        boolean flip = false;
        for (Augmentation augmentation : augmentations) {
            if (augmentation instanceof Shift shift) {
                shiftX += random.symmetric() * shift.horizontal() * width;
                shiftY += random.symmetric() * shift.vertical() * height;
            } else if (augmentation instanceof Zoom zoom) {
                zoomX *= 1 + random.symmetric() * zoom.range();
                zoomY *= 1 + random.symmetric() * zoom.range();
            } else if (augmentation instanceof Rotation turn) {
                rotation += random.symmetric() * Math.toRadians(turn.degrees());
            } else if (augmentation instanceof HorizontalFlip chance) {
                flip ^= random.uniform() < chance.probability();
            }
        }
        return new Draw(shiftX, shiftY, zoomX, zoomY, rotation, flip);
    }

    /** Writes the picture that a draw makes of a sample; see {@link #augment} for the target. */
    public void apply(Draw draw, Dataset data, int index, float[] target, int offset) {
        byte[] source = new byte[width * height];
        data.copyPixels(index, source, 0);
        if (draw.rotation() == 0) {
            sampleAlongAxes(draw, source, target, offset);
        } else {
            sampleRotated(draw, source, target, offset);
        }
    }

    /** Without rotation the columns' weights are the same in each row, and so are computed once. */
    private void sampleAlongAxes(Draw draw, byte[] source, float[] target, int offset) {
        int[] left = new int[width];
        int[] right = new int[width];
        float[] share = new float[width];
        for (int x = 0; x < width; x++) {
            int from = draw.flip() ? width - 1 - x : x;
            double position = clamp(place(from, width, draw.zoomX(), draw.shiftX()), width);
            left[x] = (int) position;
            right[x] = Math.min(left[x] + 1, width - 1);
            share[x] = (float) (position - left[x]);
        }
        float[] blended = new float[width];
        for (int y = 0; y < height; y++) {
            double position = clamp(place(y, height, draw.zoomY(), draw.shiftY()), height);
            int top = (int) position;
            blendRows(source, top, Math.min(top + 1, height - 1), (float) (position - top), blended);
            int row = offset + y * width;
            for (int x = 0; x < width; x++) {
                float a = blended[left[x]];
                target[row + x] = a + (blended[right[x]] - a) * share[x];
            }
        }
    }

    private void blendRows(byte[] source, int top, int bottom, float share, float[] blended) {
        for (int x = 0; x < width; x++) {
            int a = source[top * width + x] & 0xff;
            int b = source[bottom * width + x] & 0xff;
            blended[x] = a + (b - a) * share;
        }
    }

    private void sampleRotated(Draw draw, byte[] source, float[] target, int offset) {
        double cos = Math.cos(draw.rotation());
        double sin = Math.sin(draw.rotation());
        double centreX = centre(width);
        double centreY = centre(height);
        for (int y = 0; y < height; y++) {
            double dy = (y - centreY) * draw.zoomY() + draw.shiftY();
            for (int x = 0; x < width; x++) {
                int from = draw.flip() ? width - 1 - x : x;
                double dx = (from - centreX) * draw.zoomX() + draw.shiftX();
                double row = clamp(cos * dy - sin * dx + centreY, height);
                double column = clamp(sin * dy + cos * dx + centreX, width);
                target[offset + y * width + x] = bilinear(source, column, row);
            }
        }
    }

    private float bilinear(byte[] source, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = mix(source[top * width + left], source[top * width + right], x - left);
        double lower = mix(source[bottom * width + left], source[bottom * width + right], x - left);
        return (float) (upper + (lower - upper) * (y - top));
    }

    private static double mix(byte a, byte b, double share) {
        return (a & 0xff) + ((b & 0xff) - (a & 0xff)) * share;
    }

    private static double place(int index, int length, double zoom, double shift) {
        double centre = centre(length);
        return (index - centre) * zoom + shift + centre;
    }

    private static double centre(int length) {
        return length / 2.0 - 0.5;
    }

    private static double clamp(double position, int length) {
        return Math.max(0, Math.min(length - 1, position));
    }
}
