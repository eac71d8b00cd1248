package dev.mien.nn;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes weights for a deeper network from those of a trained one. The deeper network has additional residuals. The
 * method follows Chen, Goodfellow and Shlens, "Net2Net: accelerating learning via knowledge transfer",
 * <a href="https://arxiv.org/abs/1511.05641">arXiv 1511.05641</a>. All layers that both networks have are copied. A new
 * residual begins with a small gamma, so the deeper network at first answers nearly as the shallower one did. The paper
 * begins at 0. Here that would not work, because a residual behind a ReLU gets no gradient at 0.
 */
public final class Deepening {
    /** Gamma of the last normalisation in a new residual. */
    private static final float FAINT = 0.1f;

    private Deepening() {}

    /**
     * Makes the weights of the deeper network.
     *
     * @param weights the weights of the shallower network
     * @param origin the file that they were read from, for the message
     * @param seed the seed of the new weights
     * @throws InvalidInputException if the deeper network is not the shallower one with additional residuals
     */
    public static Weights of(
            ModelArchitecture shallow, Weights weights, String origin, ModelArchitecture deep, long seed) {
        Map<String, float[]> values =
                new LinkedHashMap<>(Weights.initial(deep, seed).values());
        List<ModelArchitecture.Node> from = shallow.nodes();
        List<ModelArchitecture.Node> to = deep.nodes();
        int layers = 0;
        int old = 0;
        int place = 0;
        for (Layer layer : deep.layers()) {
            int count = nodes(layer);
            List<ModelArchitecture.Node> here = to.subList(place, place + count);
            if (layers < shallow.layers().size()
                    && layer.equals(shallow.layers().get(layers))) {
                copy(from.subList(old, old + count), weights, here, values);
                layers++;
                old += count;
            } else if (layer instanceof Layer.Residual) {
                begin(here, values);
            } else {
                throw other(shallow, origin, deep);
            }
            place += count;
        }
        if (layers < shallow.layers().size() || !shallow.input().equals(deep.input())) {
            throw other(shallow, origin, deep);
        }
        return new Weights(values);
    }

    /** The number of nodes that a layer makes up. */
    private static int nodes(Layer layer) {
        return layer instanceof Layer.Residual residual
                ? 1 + residual.body().stream().mapToInt(Deepening::nodes).sum()
                : 1;
    }

    private static void copy(
            List<ModelArchitecture.Node> from,
            Weights weights,
            List<ModelArchitecture.Node> to,
            Map<String, float[]> values) {
        for (int i = 0; i < to.size(); i++) {
            for (Parameter parameter : to.get(i).parameters()) {
                values.put(
                        to.get(i).qualified(parameter),
                        weights.get(from.get(i).qualified(parameter)).clone());
            }
        }
    }

    private static void begin(List<ModelArchitecture.Node> residual, Map<String, float[]> values) {
        ModelArchitecture.Node last = residual.get(IntStream.range(0, residual.size())
                .filter(i -> residual.get(i).layer() instanceof Layer.BatchNormalization)
                .max()
                .orElseThrow(() -> new InvalidInputException("a new residual needs a batch normalisation")));
        Parameter gamma = last.parameters().stream()
                .filter(parameter -> parameter.name().equals("gamma"))
                .findFirst()
                .orElseThrow();
        Arrays.fill(values.get(last.qualified(gamma)), FAINT);
    }

    private static InvalidInputException other(ModelArchitecture shallow, String origin, ModelArchitecture deep) {
        return new InvalidInputException(origin + " holds weights of the architecture '" + shallow.name() + "'. '"
                + deep.name() + "' cannot start from them, because it is not '" + shallow.name()
                + "' with additional residuals. Choose '" + shallow.name() + "', or a deeper one");
    }
}
