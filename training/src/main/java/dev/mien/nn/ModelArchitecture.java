package dev.mien.nn;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.FerPlusClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A network as data: the size of the pictures that it reads, and its layers in order. A {@link Layer.Residual} among
 * them contains further layers. The last layer is either dense with a softmax over the classes of the data, or
 * {@link Layer.TwoHeads}. {@link #withHead} gives the same network for other classes.
 *
 * @param name the name in the registry and in model files
 * @param input size of a picture
 * @param layers in the order of computation
 */
public record ModelArchitecture(String name, Shape input, List<Layer> layers) {

    private static final int FEWEST_CLASSES = 2;

    public ModelArchitecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || !answers(layers.get(layers.size() - 1))) {
            throw new InvalidInputException("architecture '" + name + "' must end in a dense softmax layer of at least "
                    + FEWEST_CLASSES + " units, one for each class, or in two heads");
        }
    }

    /**
     * Checks that the network reads pictures as Mien gives them, which are grey.
     *
     * @return this architecture
     * @throws InvalidInputException if the pictures have several channels
     */
    public ModelArchitecture requireGrey() {
        if (input.channels() != 1) {
            throw new InvalidInputException("architecture '" + name + "' reads pictures of " + input.channels()
                    + " channels, expected 1 (grey)");
        }
        return this;
    }

    /**
     * Makes a network with the same layers for pictures of another size.
     *
     * @throws InvalidInputException if the layers' parameters depend on the size of the pictures
     */
    public ModelArchitecture on(int height, int width) {
        ModelArchitecture other = new ModelArchitecture(name, Shape.maps(height, width, input.channels()), layers);
        if (!other.parameters().equals(parameters())) {
            throw new InvalidInputException(
                    "the architecture '" + name + "' has weights for each position of pictures of "
                            + input.width() + "x" + input.height() + ", so that it cannot read " + width + "x" + height
                            + ": use one that pools over all positions, such as mien, or show it whole pictures from"
                            + " the first epoch on");
        }
        return other;
    }

    /** Makes the same network with another rate in each dropout layer. */
    public ModelArchitecture withDropout(double rate) {
        return new ModelArchitecture(name, input, withDropout(layers, rate));
    }

    private static List<Layer> withDropout(List<Layer> layers, double rate) {
        return layers.stream()
                .map(layer -> layer instanceof Layer.Residual residual
                        ? new Layer.Residual(withDropout(residual.body(), rate))
                        : layer instanceof Layer.Dropout ? new Layer.Dropout(rate) : layer)
                .toList();
    }

    private List<Parameter> parameters() {
        return nodes().stream().flatMap(node -> node.parameters().stream()).toList();
    }

    private static boolean answers(Layer last) {
        return last instanceof Layer.TwoHeads heads && heads.classes() >= FEWEST_CLASSES
                || last instanceof Layer.Dense head
                        && head.units() >= FEWEST_CLASSES
                        && head.activation() == Activation.SOFTMAX;
    }

    private Layer head() {
        return layers.get(layers.size() - 1);
    }

    /** The number of classes of the first head. */
    public int classes() {
        return head() instanceof Layer.TwoHeads heads ? heads.classes() : ((Layer.Dense) head()).units();
    }

    /** Whether the network also has a head for FER+'s eight emotions. */
    public boolean hasSecondHead() {
        return head() instanceof Layer.TwoHeads;
    }

    /**
     * The network's heads. The first has the classes of the data. The second, if there is one, has FER+'s eight
     * emotions.
     */
    public List<Head> heads() {
        Head first = new Head(0, classes());
        return hasSecondHead() ? List.of(first, new Head(classes(), FerPlusClass.EMOTIONS)) : List.of(first);
    }

    /**
     * Makes the same network for other classes. Its head has one output for each of them. A network with two heads
     * keeps both for {@link LabelSet#FER2013}.
     *
     * @param second whether a network with two heads keeps the second one for other classes too
     * @throws InvalidInputException if there are fewer than two classes
     */
    public ModelArchitecture withHead(LabelSet labels, boolean second) {
        if (labels.size() < FEWEST_CLASSES) {
            throw new InvalidInputException("there is nothing to tell apart: the only class is " + labels.text()
                    + ", expected at least two classes");
        }
        boolean both = hasSecondHead() && (second || labels.equals(LabelSet.FER2013));
        Layer head = both ? new Layer.TwoHeads(labels.size()) : new Layer.Dense(labels.size(), Activation.SOFTMAX);
        List<Layer> changed = new ArrayList<>(layers.subList(0, layers.size() - 1));
        changed.add(head);
        return new ModelArchitecture(name, input, changed);
    }

    /** The number of outputs of all heads together. */
    public int outputs() {
        return heads().stream().mapToInt(Head::classes).sum();
    }

    /**
     * A layer at its place in a network.
     *
     * @param name a name that is unique in the network; layers are numbered as in Keras: conv2d, conv2d_1, ...
     * @param shortcut for an addition, the name of the layer whose output is added to that of the layer before;
     *     {@value #INPUT} means the network's input
     */
    public record Node(String name, Layer layer, Shape input, Shape output, Optional<String> shortcut) {
        /** The name that stands for the network's input. */
        public static final String INPUT = "input";

        /** The layer's parameters at this place. */
        public List<Parameter> parameters() {
            return layer.parameters(input);
        }

        /** Number of values in all parameters. */
        public int parameterCount() {
            return parameters().stream().mapToInt(Parameter::size).sum();
        }

        /** The name of a parameter in a weights file: {@code conv2d_1.kernel}. */
        public String qualified(Parameter parameter) {
            return name + "." + parameter.name();
        }
    }

    /**
     * The layers with their names and shapes, in the order of computation. The layers inside a residual stand before
     * its addition.
     */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        append(layers, input, nodes, new HashMap<>());
        return nodes;
    }

    private static String last(List<Node> nodes) {
        return nodes.isEmpty() ? Node.INPUT : nodes.get(nodes.size() - 1).name();
    }

    private static void append(List<Layer> layers, Shape input, List<Node> nodes, Map<String, Integer> seen) {
        Shape shape = input;
        for (Layer layer : layers) {
            Optional<String> shortcut = Optional.empty();
            if (layer instanceof Layer.Residual residual) {
                shortcut = Optional.of(last(nodes));
                append(residual.body(), shape, nodes, seen);
            }
            String base = snakeCase(layer.kind());
            int number = seen.merge(base, 1, Integer::sum) - 1;
            Shape output = layer.output(shape);
            nodes.add(new Node(number == 0 ? base : base + "_" + number, layer, shape, output, shortcut));
            shape = output;
        }
    }

    /**
     * Converts a name as Keras does: Conv2D to conv2d, MaxPooling2D to max_pooling2d, BatchNormalization to
     * batch_normalization, ReLU to re_lu.
     */
    public static String snakeCase(String kind) {
        return kind.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Number of values in all parameters, trainable or not. */
    public int parameterCount() {
        return nodes().stream().mapToInt(Node::parameterCount).sum();
    }

    /**
     * The number of multiplications by kernels for one picture. The usual count of floating-point operations is twice
     * as high.
     */
    public long multiplications() {
        return nodes().stream()
                .mapToLong(node -> node.layer().multiplications(node.input()))
                .sum();
    }

    /** Number of values that training changes by gradients. */
    public int trainableCount() {
        return nodes().stream()
                .flatMap(node -> node.parameters().stream())
                .filter(Parameter::trainable)
                .mapToInt(Parameter::size)
                .sum();
    }
}
