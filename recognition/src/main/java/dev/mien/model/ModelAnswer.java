package dev.mien.model;

import java.util.Optional;

/**
 * A model's answers to n faces. The arrays are not copied.
 *
 * @param emotions n x classes probabilities in the order of {@link EmotionModel#labels}; each row sums to 1
 * @param ferPlus n x 8 probabilities in the order of {@link dev.mien.dataset.FerPlusClass#emotions()}; empty if the
 *     model has no such head
 */
public record ModelAnswer(float[][] emotions, Optional<float[][]> ferPlus) {}
