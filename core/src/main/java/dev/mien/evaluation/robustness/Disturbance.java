package dev.mien.evaluation.robustness;

import dev.mien.SplitMix64;
import dev.mien.image.GrayImage;
import java.util.List;

/**
 * A way to spoil a picture, at one severity (after Hendrycks and Dietterich, "Benchmarking neural network robustness to
 * common corruptions and perturbations", <a href="https://arxiv.org/abs/1903.12261">arXiv 1903.12261</a>). Lengths are
 * in pixels of a picture 48 pixels wide and grow with the picture. Thread-safe.
 */
public sealed interface Disturbance
        permits Blur, Noise, JpegCompression, Brightness, Contrast, Tilt, Occlusion, SmallFace {

    /** All disturbances of a {@link RobustnessCard} in its order, from mild to severe within a kind. */
    List<Disturbance> ALL = List.of(
            new Blur(0.5),
            new Blur(1),
            new Blur(1.5),
            new Blur(2.5),
            new Noise(5),
            new Noise(10),
            new Noise(20),
            new Noise(40),
            new JpegCompression(60),
            new JpegCompression(30),
            new JpegCompression(15),
            new JpegCompression(5),
            new Brightness(-0.4),
            new Brightness(-0.2),
            new Brightness(0.2),
            new Brightness(0.4),
            new Contrast(0.25),
            new Contrast(0.5),
            new Contrast(2),
            new Contrast(4),
            new Tilt(10),
            new Tilt(20),
            new Tilt(30),
            new Tilt(45),
            new Occlusion(0.05),
            new Occlusion(0.1),
            new Occlusion(0.2),
            new Occlusion(0.3),
            new SmallFace(32),
            new SmallFace(24),
            new SmallFace(16),
            new SmallFace(12));

    /** The kind in a word or two, the same for all severities. */
    String kind();

    /** The severity with its unit. */
    String severity();

    /**
     * Returns a spoilt copy of the same size.
     *
     * @param seed of the random values
     */
    GrayImage apply(GrayImage picture, long seed);

    /** The seed of one picture, from the seed of the whole measurement and the picture's row. */
    static long seed(long seed, int row) {
        return SplitMix64.mix(SplitMix64.mix(seed + SplitMix64.GOLDEN_GAMMA) + row);
    }
}
