package dev.mien.evaluation.robustness;

import dev.mien.augmentation.Draw;
import dev.mien.augmentation.Warp;
import dev.mien.image.GrayImage;
import java.util.SplittableRandom;

/**
 * A rotated head: the picture turns about its centre, to the left or to the right at random.
 *
 * @param degrees 0 to 180
 */
public record Tilt(double degrees) implements Disturbance {
    public Tilt {
        Severities.require("the angle of rotation in degrees", degrees, 0, 180);
    }

    @Override
    public String kind() {
        return "rotation";
    }

    @Override
    public String severity() {
        return Severities.number(degrees) + " degrees";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        double sign = new SplittableRandom(seed).nextBoolean() ? 1 : -1;
        return Warp.of(picture, new Draw(0, 0, 1, 1, sign * Math.toRadians(degrees), false));
    }
}
