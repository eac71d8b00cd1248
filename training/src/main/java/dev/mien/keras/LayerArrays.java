package dev.mien.keras;

import java.util.List;

/** A layer's weights, taken one after the other in Keras' order. */
final class LayerArrays {
    private final LayerConfig layer;
    private final List<KerasArray> arrays;
    private int taken;

    LayerArrays(LayerConfig layer, List<KerasArray> arrays) {
        this.layer = layer;
        this.arrays = List.copyOf(arrays);
    }

    boolean isEmpty() {
        return arrays.isEmpty();
    }

    /** The next array. */
    KerasArray take(String meaning) {
        if (taken == arrays.size()) {
            throw layer.problem("has " + arrays.size() + " arrays in the file, and its " + meaning + " is not among"
                    + " them. The weights belong to another network");
        }
        return arrays.get(taken++);
    }

    /** The next array, which has this number of dimensions. */
    KerasArray take(String meaning, int dimensions) {
        KerasArray array = take(meaning);
        if (array.shape().size() != dimensions) {
            throw layer.problem("has a " + meaning + " of the sizes " + array.shape() + ", expected " + dimensions
                    + " dimensions. The weights belong to another network");
        }
        return array;
    }

    /** The next array, which is a vector. */
    float[] vector(String meaning, int length) {
        KerasArray array = take(meaning, 1);
        if (array.size(0) != length) {
            throw layer.problem("has a " + meaning + " of " + array.size(0) + " values, expected " + length
                    + ". The weights belong to another network");
        }
        return array.values();
    }

    /** Takes the arrays that have no influence. */
    void takeRest() {
        taken = arrays.size();
    }

    void requireAllUsed() {
        if (taken < arrays.size()) {
            throw layer.problem("has " + arrays.size() + " arrays in the file, expected " + taken
                    + ". The weights belong to another network");
        }
    }
}
