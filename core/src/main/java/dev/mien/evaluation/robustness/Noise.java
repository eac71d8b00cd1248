package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;

/**
 * The noise of a sensor in the dark: normally distributed and independent for each pixel.
 *
 * @param deviation in grey levels, 0 to 255
 */
public record Noise(double deviation) implements Disturbance {
    public Noise {
        Severities.require("the noise's deviation", deviation, 0, 255);
    }

    @Override
    public String kind() {
        return "noise";
    }

    @Override
    public String severity() {
        return "deviation " + Severities.number(deviation);
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        return ImageDegradation.noisy(picture, deviation, seed);
    }
}
