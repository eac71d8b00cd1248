package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import java.util.SplittableRandom;

/**
 * A sensor in the dark: normally distributed noise, drawn for each pixel by itself.
 *
 * @param deviation in grey levels, 0 to 255
 */
public record Noise(double deviation) implements Disturbance {
    public Noise {
        Grays.require("the noise's deviation", deviation, 0, 255);
    }

    @Override
    public String kind() {
        return "noise";
    }

    @Override
    public String severity() {
        return "deviation " + Grays.number(deviation);
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Grays.map(picture, i -> Grays.gray(picture, i) + deviation * normal(random));
    }

    /** Box and Muller, 1958, instead of nextGaussian, whose algorithm Java may change. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
