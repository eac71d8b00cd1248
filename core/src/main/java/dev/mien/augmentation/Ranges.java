package dev.mien.augmentation;

import dev.mien.InvalidInputException;

/** Checks the numbers that users give. */
final class Ranges {
    private Ranges() {}

    /** @throws InvalidInputException unless {@code value} is a number from {@code low} to {@code high} */
    static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " is " + value + ", expected a number from " + low + " to " + high);
        }
    }
}
