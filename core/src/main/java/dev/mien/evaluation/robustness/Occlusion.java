package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;
import java.util.SplittableRandom;

/**
 * An object in front of the face: a black rectangle with the picture's proportions, at a random place inside the
 * picture.
 *
 * @param share covered share of the picture's area, 0 to 1, rounded to whole pixels
 */
public record Occlusion(double share) implements Disturbance {
    public Occlusion {
        Severities.require("the share that is covered", share, 0, 1);
    }

    @Override
    public String kind() {
        return "occlusion";
    }

    @Override
    public String severity() {
        return Severities.number(100 * share) + " %";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        int width = (int) Math.round(Math.sqrt(share) * picture.width());
        int height = (int) Math.round(Math.sqrt(share) * picture.height());
        SplittableRandom random = new SplittableRandom(seed);
        int left = random.nextInt(picture.width() - width + 1);
        int top = random.nextInt(picture.height() - height + 1);
        return picture.mapped(i -> {
            int x = i % picture.width() - left;
            int y = i / picture.width() - top;
            return x >= 0 && x < width && y >= 0 && y < height ? 0 : picture.pixel(i);
        });
    }
}
