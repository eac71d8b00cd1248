package dev.mien.augmentation;

import dev.mien.image.ImageDegradation;

/**
 * Makes the picture of a face worse, as cameras, distance and networks do. With a given probability it applies one of
 * four defects, all equally likely, with a severity uniform from zero to the most. Hendrycks and Dietterich measure
 * these kinds of defects ("Benchmarking neural network robustness to common corruptions and perturbations", arXiv
 * 1903.12261). It comes after the light and before rectangles are erased, and works on whole grey values.
 *
 * @param probability of a defect, 0 to 1
 * @param mostBlur deviation of the widest Gaussian, in pixels of a picture {@value ImageDegradation#SIDE} wide, 0.1 to
 *     24
 * @param mostNoise deviation of the strongest normally distributed noise, in grey levels, 0 to 255
 * @param leastDetail the smallest width to which a picture is reduced before it is enlarged again, as a share of its
 *     own width, 0.01 to 1
 * @param leastQuality of JPEG in libjpeg's scale, 1 to 100
 */
public record Degradation(
        double probability, double mostBlur, double mostNoise, double leastDetail, double leastQuality)
        implements Augmentation {
    private static final Defect.Kind[] KINDS = Defect.Kind.values();

    public Degradation {
        Ranges.require("probability of a degradation", probability, 0, 1);
        Ranges.require("most blur", mostBlur, 0.1, 24);
        Ranges.require("most noise", mostNoise, 0, 255);
        Ranges.require("least detail", leastDetail, 0.01, 1);
        Ranges.require("least JPEG quality", leastQuality, 1, 100);
    }

    /**
     * Severities that hardly hurt recognition by people: blur up to 2 pixels, noise up to 20, width down to a quarter,
     * JPEG quality from 10 on.
     */
    public Degradation(double probability) {
        this(probability, 2, 20, 0.25, 10);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        if (random.uniform() < probability) {
            draw.change(defect(draw.width(), random));
        }
    }

    private Defect defect(int width, DrawSource random) {
        Defect.Kind kind = KINDS[(int) (random.uniform() * KINDS.length)];
        double share = 1 - random.uniform();
        double severity = switch (kind) {
            case BLUR -> Math.max(Defect.LEAST_BLUR, share * mostBlur);
            case NOISE -> share * mostNoise;
            case COARSE -> Math.max(1, width * between(1, leastDetail, share));
            case JPEG -> between(Defect.BEST_QUALITY, leastQuality, share);
        };
        return new Defect(kind, severity, random.next());
    }

    private static double between(double none, double most, double share) {
        return none + (most - none) * share;
    }

    @Override
    public Degradation times(double strength) {
        return new Degradation(probability * strength, mostBlur, mostNoise, leastDetail, leastQuality);
    }

    @Override
    public boolean isDamage() {
        return true;
    }
}
