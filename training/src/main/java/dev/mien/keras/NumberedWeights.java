package dev.mien.keras;

import dev.mien.nn.ModelArchitecture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The weights of a {@code .weights.h5} file of Keras 3. A layer's group is called after the layer's class, and layers
 * of one class are numbered: {@code layers/conv2d_1/vars/0}. In newer files an attribute has the layer's own name.
 */
final class NumberedWeights implements WeightScope {
    /** Keras 2.12 wrote the second one. */
    private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

    private static final String ARRAYS = "vars";

    private final Map<String, HdfGroup> groups = new HashMap<>();

    private NumberedWeights() {}

    /** Whether a file has this form. */
    static boolean fit(HdfGroup root) {
        return container(root).isPresent();
    }

    static NumberedWeights of(HdfGroup root, NetworkConfig network) {
        NumberedWeights weights = new NumberedWeights();
        HdfGroup all = container(root).orElse(root);
        Map<String, Integer> seen = new HashMap<>();
        for (LayerConfig layer : network.layers()) {
            String kind = ModelArchitecture.snakeCase(layer.kind().replaceAll("\\W+", ""));
            int number = seen.merge(kind, 1, Integer::sum) - 1;
            String numbered = number == 0 ? kind : kind + "_" + number;
            named(all, layer.name())
                    .or(() -> Optional.ofNullable(all.groups().get(numbered)))
                    .or(() -> Optional.ofNullable(all.groups().get(layer.name())))
                    .ifPresent(group -> weights.groups.put(layer.name(), group));
        }
        return weights;
    }

    private static Optional<HdfGroup> container(HdfGroup root) {
        return CONTAINERS.stream().flatMap(name -> root.group(name).stream()).findFirst();
    }

    private static Optional<HdfGroup> named(HdfGroup all, String name) {
        return all.groups().values().stream()
                .filter(group -> group.text("name")
                        .or(() -> group.group(ARRAYS).flatMap(arrays -> arrays.text("name")))
                        .filter(name::equals)
                        .isPresent())
                .findFirst();
    }

    @Override
    public List<KerasArray> arrays(LayerConfig layer) {
        Optional<HdfGroup> arrays =
                Optional.ofNullable(groups.get(layer.name())).flatMap(group -> group.group(ARRAYS));
        return arrays.map(group -> IntStream.range(0, group.arrays().size())
                        .mapToObj(number -> group.arrays().get(String.valueOf(number)))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public WeightScope nested(LayerConfig network) {
        HdfGroup group = groups.getOrDefault(network.name(), new HdfGroup(Map.of(), Map.of(), Map.of()));
        return of(group, NetworkConfig.of(network));
    }
}
