package dev.mien.keras;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a legacy {@code .h5} file: a group for each layer has the layer's name and lists its arrays in order.
 * A network within the network has one group for the arrays of all its layers, whose names end in layer and array:
 * {@code conv2d/kernel:0}.
 */
final class NamedWeights implements WeightScope {
    private final HdfGroup weights;

    NamedWeights(HdfGroup weights) {
        this.weights = weights;
    }

    @Override
    public List<KerasArray> arrays(LayerConfig layer) {
        return List.copyOf(listed(layer).values());
    }

    @Override
    public WeightScope nested(LayerConfig network) {
        return new Within(listed(network));
    }

    private Map<String, KerasArray> listed(LayerConfig layer) {
        Map<String, KerasArray> arrays = new LinkedHashMap<>();
        HdfGroup group = weights.groups().get(layer.name());
        if (group != null) {
            for (String name : group.list("weight_names")) {
                arrays.put(
                        name,
                        group.array(name)
                                .orElseThrow(() -> new InvalidInputException("the file lists the array '" + name
                                        + "' of the layer '" + layer.name() + "', but does not hold it")));
            }
        }
        return arrays;
    }

    /** The weights of a network within a network. */
    private record Within(Map<String, KerasArray> all) implements WeightScope {
        @Override
        public List<KerasArray> arrays(LayerConfig layer) {
            List<KerasArray> own = new ArrayList<>();
            all.forEach((name, array) -> {
                String[] path = name.split("/");
                if (path.length > 1 && path[path.length - 2].equals(layer.name())) {
                    own.add(array);
                }
            });
            return own;
        }

        /** Names of layers are unique in the whole group, so that a network's own name is not needed. */
        @Override
        public WeightScope nested(LayerConfig network) {
            Map<String, KerasArray> below = new LinkedHashMap<>();
            all.forEach((name, array) -> {
                if (name.startsWith(network.name() + "/") || name.contains("/" + network.name() + "/")) {
                    below.put(name, array);
                }
            });
            return below.isEmpty() ? this : new Within(below);
        }
    }
}
