package dev.mien.augmentation;

import dev.mien.image.GrayImage;

/**
 * What was drawn to happen to a picture's grey values: the same picture is always changed in the same way. Immutable.
 */
@FunctionalInterface
public interface PictureChange {
    /** The changed picture, of the same size. */
    GrayImage apply(GrayImage picture);
}
