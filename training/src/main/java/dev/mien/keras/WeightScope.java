package dev.mien.keras;

import java.util.List;

/** The weights of a network's layers in a file. */
interface WeightScope {
    /** The weights of a layer in Keras' order; empty if the file has none for it. */
    List<KerasArray> arrays(LayerConfig layer);

    /** The weights of a network that is a layer of this one. */
    WeightScope nested(LayerConfig network);
}
