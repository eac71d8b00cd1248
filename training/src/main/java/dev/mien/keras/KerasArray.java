package dev.mien.keras;

import dev.mien.InvalidInputException;
import java.util.List;

/**
 * An array of a layer in Keras' order: height, width, input channels, filters for a kernel. The values are not copied,
 * because they are large and never change.
 *
 * @param shape the sizes; empty for a single number
 * @param values row by row, the last size changing fastest
 */
public record KerasArray(List<Integer> shape, float[] values) {
    /** Checks that the sizes and the number of values agree. */
    public KerasArray {
        shape = List.copyOf(shape);
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new InvalidInputException("an array of the sizes " + shape + " has " + values.length + " values");
        }
    }

    /** The size of a dimension. */
    public int size(int dimension) {
        return shape.get(dimension);
    }
}
