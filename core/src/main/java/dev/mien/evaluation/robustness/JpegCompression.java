package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import dev.mien.image.Jpeg;

/**
 * The blocks and ripples of JPEG compression.
 *
 * @param quality 1 to 100 in libjpeg's scale
 */
public record JpegCompression(int quality) implements Disturbance {
    public JpegCompression {
        Severities.require("the JPEG quality", quality, 1, 100);
    }

    @Override
    public String kind() {
        return "JPEG";
    }

    @Override
    public String severity() {
        return "quality " + quality;
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        return Jpeg.recompressed(picture, quality);
    }
}
