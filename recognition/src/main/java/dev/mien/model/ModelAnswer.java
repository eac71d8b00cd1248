package dev.mien.model;

import java.util.Optional;

/**
 * What a model says about n faces. The arrays are handed over, not copied.
 *
 * @param emotions n x 7 probabilities in the order of {@link dev.mien.Emotion}; each row sums to 1
 * @param ferPlus n x 8 probabilities in the order of {@link dev.mien.dataset.FerPlusClass#emotions()}; empty where the model
 *     has no such head
 */
public record ModelAnswer(float[][] emotions, Optional<float[][]> ferPlus) {}
