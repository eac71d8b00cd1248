package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;

/**
 * An unsharp picture: a Gaussian blur, cut off at three sigma. Beyond the border stands the nearest pixel.
 *
 * @param sigma in pixels of a picture 48 wide, 0.1 to 24
 */
public record Blur(double sigma) implements Disturbance {
    public Blur {
        Severities.require("the blur's sigma", sigma, 0.1, 24);
    }

    @Override
    public String kind() {
        return "blur";
    }

    @Override
    public String severity() {
        return "sigma " + Severities.number(sigma) + " px";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        return ImageDegradation.blurred(picture, sigma);
    }
}
