package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;

/**
 * A picture too dark or too light: adds one number to all grey values, which clip at black and white.
 *
 * @param shift share of the range from black to white, -1 to 1
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
