package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;

/**
 * Too dark or too light: one number added to all grey values, which clip at black and white.
 *
 * @param shift part of the range from black to white, -1 to 1
 */
public record Brightness(double shift) implements Disturbance {
    public Brightness {
        Severities.require("the shift of brightness", shift, -1, 1);
    }

    @Override
    public String kind() {
        return "brightness";
    }

    @Override
    public String severity() {
        return (shift < 0 ? "-" : "+") + Severities.number(100 * Math.abs(shift)) + " %";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        return picture.mapped(i -> picture.pixel(i) + 255 * shift);
    }
}
