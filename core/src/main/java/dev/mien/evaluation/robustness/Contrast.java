package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import java.util.stream.IntStream;

/**
 * Flat or harsh light: multiplies distances from the picture's mean grey. Values clip at black and white.
 *
 * @param factor 0 to 100; below 1 the light is flat, above 1 harsh
 */
public record Contrast(double factor) implements Disturbance {
    public Contrast {
        Severities.require("the factor of contrast", factor, 0, 100);
    }

    @Override
    public String kind() {
        return "contrast";
    }

    @Override
    public String severity() {
        return "x " + Severities.number(factor);
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        double mean = IntStream.range(0, picture.width() * picture.height())
                .map(i -> picture.pixel(i))
                .average()
                .orElseThrow();
        return picture.mapped(i -> mean + factor * (picture.pixel(i) - mean));
    }
}
