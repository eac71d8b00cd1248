package dev.mien.augmentation;

import dev.mien.image.GrayImage;

/** Changes one picture as an {@link Augmenter} does, by a given draw. */
public final class Warp {
    private Warp() {}

    /** Applies a draw. The result has the same size and rounded grey values. */
    public static GrayImage of(GrayImage picture, Draw draw) {
        Resampler resampler = new Resampler(picture.width(), picture.height());
        byte[] source = resampler.room();
        picture.copyPixels(source, 0);
        float[] target = new float[picture.width() * picture.height()];
        resampler.sample(draw, source, target, 0);
        new Finish(picture.width(), picture.height()).apply(draw, target, 0);
        byte[] pixels = new byte[target.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(target[i]);
        }
        return GrayImage.of(picture.width(), picture.height(), pixels);
    }
}
