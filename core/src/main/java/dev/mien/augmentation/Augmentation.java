package dev.mien.augmentation;

/** A random change of a picture that keeps its label; an {@link Augmenter} draws and applies several as one. */
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
                Zoom {}
