package dev.mien.augmentation;

/** A random change of a picture that keeps its label; an {@link Augmenter} draws and applies several as one. */
public sealed interface Augmentation
        permits AlternatingFlip,
                AspectRatio,
                BrightnessContrast,
                Degradation,
                HorizontalFlip,
                RandomErasing,
                ReflectedBorder,
                Rotation,
                Scale,
                Shift,
                Zoom {
    /**
     * The same with its amounts multiplied: angles, distances, ranges and the probability of damage. What has no amount, the side
     * that a face is seen from and what stands beyond the border, stays as it is.
     *
     * @param strength above 0; 1 changes nothing
     * @throws dev.mien.InvalidInputException if an amount leaves its range
     */
    Augmentation times(double strength);
}
