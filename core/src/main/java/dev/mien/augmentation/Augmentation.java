package dev.mien.augmentation;

/** A random change of a picture that keeps its label. An {@link Augmenter} draws several and applies them as one. */
public sealed interface Augmentation
        permits AspectRatio,
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
     * The same augmentation with its amounts multiplied: angles, distances, ranges and the probability of damage. A
     * flip and a border have no amount and stay as they are.
     *
     * @param strength above 0; 1 changes nothing
     * @throws dev.mien.InvalidInputException if an amount leaves its range
     */
    Augmentation times(double strength);
}
