package dev.mien.augmentation;

import dev.mien.InvalidInputException;

/** A random change of a picture; an {@link Augmenter} draws and applies several as one. */
public sealed interface Augmentation permits HorizontalFlip, Rotation, Shift, Zoom {

    /** @throws InvalidInputException unless {@code value} is from {@code low} to {@code high} */
    static double requireRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " is " + value + ", expected a number from " + low + " to " + high);
        }
        return value;
    }
}
