package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;

/**
 * A face far from the camera: the picture is made smaller and enlarged again. One that is no larger to begin with stays as it is.
 *
 * @param side width that is left, in pixels, 1 to 4096; the height follows
 */
public record SmallFace(int side) implements Disturbance {
    public SmallFace {
        Grays.require("the small face's side", side, 1, 4096);
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
        if (picture.width() <= side) {
            return picture;
        }
        int height = Math.max(1, Math.round((float) picture.height() * side / picture.width()));
        return picture.resized(side, height).resized(picture.width(), picture.height());
    }
}
