package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;

/**
 * A face far from the camera: the picture is made smaller and enlarged again. One that is no larger to begin with stays as it is.
 *
 * @param side width that is left, in pixels, 1 to 4096; the height follows
 */
public record SmallFace(int side) implements Disturbance {
    public SmallFace {
        Severities.require("the small face's side", side, 1, 4096);
    }

    @Override
    public String kind() {
        return "small face";
    }

    @Override
    public String severity() {
        return side + " px";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        return ImageDegradation.coarse(picture, side);
    }
}
