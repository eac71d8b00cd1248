package dev.mien.recognition;

import dev.mien.image.GrayImage;

/**
 * Where in a face its answer comes from. The array is handed over, not copied.
 *
 * @param face as the network saw it
 * @param maps 7 x rows x columns: what each place of the face adds to each emotion, as
 *     {@link dev.mien.model.EmotionModel#activationMaps} says
 */
public record Explanation(GrayImage face, float[][][] maps) {}
