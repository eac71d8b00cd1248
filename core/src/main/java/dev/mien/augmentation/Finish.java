package dev.mien.augmentation;

import dev.mien.SplitMix64;
import dev.mien.image.GrayImage;
import java.util.List;

/** Changes grey values after sampling: light, then changes such as defects, then patches. */
final class Finish {
    private static final float WHITE = 255;
    private static final int SHIFT_TO_BYTE = 56;

    private final int width;
    private final int height;

    Finish(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** @param target holds width x height grey values of 0 to 255 from {@code offset}, which are changed in place */
    void apply(Draw draw, float[] target, int offset) {
        if (draw.light().brightness() != 1) {
            brighten((float) draw.light().brightness(), target, offset);
        }
        if (draw.light().contrast() != 1) {
            stretch((float) draw.light().contrast(), target, offset);
        }
        if (!draw.changes().isEmpty()) {
            change(draw.changes(), target, offset);
        }
        for (Patch patch : draw.erased()) {
            erase(patch, target, offset);
        }
    }

    private void brighten(float factor, float[] target, int offset) {
        for (int i = offset; i < offset + width * height; i++) {
            target[i] = Math.min(WHITE, target[i] * factor);
        }
    }

    private void stretch(float factor, float[] target, int offset) {
        double sum = 0;
        for (int i = offset; i < offset + width * height; i++) {
            sum += target[i];
        }
        float mean = (float) (sum / (width * height));
        for (int i = offset; i < offset + width * height; i++) {
            target[i] = Math.max(0, Math.min(WHITE, mean + (target[i] - mean) * factor));
        }
    }

    private void change(List<PictureChange> changes, float[] target, int offset) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(target[offset + i]);
        }
        GrayImage picture = GrayImage.of(width, height, pixels);
        for (PictureChange change : changes) {
            picture = change.apply(picture);
        }
        for (int i = 0; i < pixels.length; i++) {
            target[offset + i] = picture.pixel(i);
        }
    }

    private void erase(Patch patch, float[] target, int offset) {
        int right = Math.min(width, patch.left() + patch.width());
        int bottom = Math.min(height, patch.top() + patch.height());
        for (int y = patch.top(); y < bottom; y++) {
            long place = (long) (y - patch.top()) * patch.width();
            for (int x = patch.left(); x < right; x++) {
                target[offset + y * width + x] = noise(patch.seed(), patch.plain() ? 0 : place + x - patch.left());
            }
        }
    }

    /** Uniform in the whole numbers from 0 to 255. */
    private static float noise(long seed, long place) {
        return SplitMix64.mix(seed + place * SplitMix64.GOLDEN_GAMMA) >>> SHIFT_TO_BYTE;
    }
}
