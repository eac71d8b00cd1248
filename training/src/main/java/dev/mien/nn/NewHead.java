package dev.mien.nn;

import dev.mien.LabelSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network with another head, for other classes (transfer learning, Yosinski et al.,
 * <a href="https://arxiv.org/abs/1411.1792">arXiv 1411.1792</a>). All layers below the head are taken over. If the
 * network knew all of the new classes already, the head takes over their outputs. Otherwise it starts from fresh
 * weights.
 *
 * @param architecture the network with the new head
 * @param weights its weights
 * @param isFresh whether the head has fresh weights
 */
public record NewHead(ModelArchitecture architecture, Weights weights, boolean isFresh) {

    /**
     * Puts a new head on a network.
     *
     * @param before the trained network
     * @param known the classes of the trained network
     * @param weights the weights of the trained network
     * @param labels the new classes
     * @param wanted a network for the new classes; the new head is like that of this network
     * @param seed the seed of fresh weights
     * @throws dev.mien.InvalidInputException if there are fewer than two classes
     */
    public static NewHead of(
            ModelArchitecture before,
            LabelSet known,
            Weights weights,
            LabelSet labels,
            ModelArchitecture wanted,
            long seed) {
        ModelArchitecture after = before.withHead(labels, wanted.hasSecondHead());
        ModelArchitecture.Node old = last(before);
        ModelArchitecture.Node head = last(after);
        Map<String, float[]> values = new LinkedHashMap<>(weights.values());
        old.parameters().forEach(parameter -> values.remove(old.qualified(parameter)));
        Weights fresh = Weights.initial(after, seed);
        int[] codes = labels.codesIn(known);
        boolean knowsAll = Arrays.stream(codes).allMatch(code -> code >= 0);
        for (Parameter parameter : head.parameters()) {
            float[] array = fresh.get(head.qualified(parameter)).clone();
            if (knowsAll) {
                float[] trained = weights.get(old.qualified(parameter));
                take(trained, array, codes, trained.length / before.outputs());
            }
            values.put(head.qualified(parameter), array);
        }
        return new NewHead(after, new Weights(values), !knowsAll);
    }

    private static ModelArchitecture.Node last(ModelArchitecture architecture) {
        List<ModelArchitecture.Node> nodes = architecture.nodes();
        return nodes.get(nodes.size() - 1);
    }

    /** Copies the outputs of classes. A kernel has a row of weights for each output, a bias one value. */
    private static void take(float[] trained, float[] head, int[] codes, int row) {
        for (int code = 0; code < codes.length; code++) {
            System.arraycopy(trained, codes[code] * row, head, code * row, row);
        }
    }
}
