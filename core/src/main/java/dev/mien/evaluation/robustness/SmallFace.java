package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;

/**
 * A face far from the camera: the picture is reduced and enlarged again. A picture that is not larger than that stays
 * unchanged.
 *
 * @param side reduced width in pixels, 1 to 4096; the height follows
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
