package dev.mien.augmentation;

import dev.mien.image.ImageDegradation;

/**
 * A worse picture of the same face, as cameras, distance and networks make them: now and then one of four defects, each as often as
 * the others, its severity uniform from none to the most (of the kinds that Hendrycks and Dietterich measure, "Benchmarking neural network robustness
 * to common corruptions and perturbations", arXiv 1903.12261). Applied after the light and before rectangles are erased, to whole grey values.
 *
 * @param probability of a defect, 0 to 1
 * @param mostBlur deviation of the widest Gaussian, in pixels of a picture {@value ImageDegradation#SIDE} wide, 0.1 to 24
 * @param mostNoise deviation of the strongest normally distributed noise, in grey levels, 0 to 255
 * @param leastDetail width to which a picture is reduced at most before it is enlarged again, as a share of its own, 0.01 to 1
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

    /** As severe as hurts a recognition by people little: blur up to 2 pixels, noise up to 20, a quarter of the width, JPEG from 10 on. */
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
}
