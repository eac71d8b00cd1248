package dev.mien.recognition;

import dev.mien.image.GrayImage;

/**
 * The places of a face that its answer comes from. The array is not copied.
 *
 * @param face as the network saw it
 * @param maps classes x rows x columns: the contribution of each place of the face to each class, see
 *     {@link dev.mien.model.EmotionModel#activationMaps}
 */
public record Explanation(GrayImage face, float[][][] maps) {}
