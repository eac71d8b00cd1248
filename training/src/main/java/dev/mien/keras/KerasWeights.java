package dev.mien.keras;

import dev.mien.InvalidInputException;
import dev.mien.keras.KerasOperation.Activate;
import dev.mien.keras.KerasOperation.Function;
import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import dev.mien.nn.Weights;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weights of a Keras file for a network of Mien that has the same layers. */
public final class KerasWeights {
    private final ModelArchitecture architecture;
    private final Deque<KerasLayer> rest;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    private KerasWeights(ModelArchitecture architecture, KerasNetwork network) {
        this.architecture = architecture;
        this.rest = new ArrayDeque<>(network.layers());
    }

    /**
     * Reads a file's weights.
     *
     * @param file with architecture and weights, or with weights beside a {@code .json} file
     * @throws InvalidInputException if the file cannot be read, or its layers are not those of the architecture; the
     *     message names the first layer that differs
     */
    public static Weights read(Path file, ModelArchitecture architecture) {
        KerasNetwork network = KerasFile.read(file);
        try {
            return new KerasWeights(architecture, network).weights(network);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    file + " does not hold weights of the architecture '" + architecture.name() + "': " + e.problem(),
                    e);
        }
    }

    private Weights weights(KerasNetwork network) {
        if (!network.input().equals(architecture.input())) {
            throw new InvalidInputException(
                    "it reads pictures of the size " + network.input() + ", expected " + architecture.input());
        }
        // a file that Mien exported scales the picture in a layer of its own
        if (rest.size() > 1 && rest.peek().operation() instanceof KerasOperation.Affine) {
            rest.poll();
        }
        architecture.nodes().forEach(this::take);
        if (!rest.isEmpty()) {
            throw new InvalidInputException("it has the further layer " + name(rest.peek()));
        }
        return new Weights(values);
    }

    private void take(Node node) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Conv2d convolution) {
            convolution(node, next(node, KerasOperation.Convolution.class));
            activation(node, convolution.activation());
        } else if (layer instanceof Layer.Dense dense) {
            dense(node, next(node, KerasOperation.Dense.class));
            activation(node, dense.activation());
        } else if (layer instanceof Layer.BatchNormalization) {
            normalization(node, next(node, KerasOperation.Normalization.class));
        } else if (layer instanceof Layer.Relu) {
            activation(node, Activation.RELU);
        } else if (layer instanceof Layer.Residual) {
            next(node, KerasOperation.Merge.class);
        } else if (layer instanceof Layer.MaxPooling2d || layer instanceof Layer.AveragePooling2d) {
            next(node, KerasOperation.Pooling.class);
        } else if (layer instanceof Layer.GlobalMaxPooling2d || layer instanceof Layer.GlobalAveragePooling2d) {
            next(node, KerasOperation.GlobalPooling.class);
        } else if (layer instanceof Layer.Flatten) {
            next(node, KerasOperation.Reshape.class);
        } else if (layer instanceof Layer.Rescaling) {
            next(node, KerasOperation.Affine.class);
        } else if (!(layer instanceof Layer.Dropout)) {
            throw new InvalidInputException(
                    "no file of Keras has the layer '" + node.name() + "' (" + layer.kind() + ") of this architecture");
        }
    }

    /** The next operation, which has this kind and the node's output. */
    private <T extends KerasOperation> T next(Node node, Class<T> kind) {
        KerasLayer layer = rest.poll();
        if (layer == null
                || !kind.isInstance(layer.operation())
                || !layer.output().equals(node.output())) {
            throw new InvalidInputException("it has " + (layer == null ? "no layer" : name(layer))
                    + " in the place of '" + node.name() + "' (" + node.layer().caption() + ", output "
                    + node.output() + ")");
        }
        return kind.cast(layer.operation());
    }

    private static String name(KerasLayer layer) {
        return "'" + layer.name() + "' (" + layer.kind() + ", output " + layer.output() + ")";
    }

    private void activation(Node node, Activation activation) {
        if (activation == Activation.NONE) {
            return;
        }
        Activate found = next(node, Activate.class);
        Function expected = activation == Activation.RELU ? Function.RELU : Function.SOFTMAX;
        if (found.function() != expected) {
            throw new InvalidInputException(
                    "'" + node.name() + "' ends in " + found.function() + ", expected " + activation);
        }
    }

    private void convolution(Node node, KerasOperation.Convolution found) {
        Layer.Conv2d layer = (Layer.Conv2d) node.layer();
        KerasOperation.Window window = found.window();
        if (window.height() != layer.kernel()
                || window.width() != layer.kernel()
                || window.rowDilation() * window.columnDilation() * found.groups() != 1) {
            throw new InvalidInputException("the convolution '" + node.name() + "' has a window of " + window.height()
                    + "x" + window.width() + ", expected " + layer.kernel() + "x" + layer.kernel());
        }
        KerasArray kernel = found.kernel();
        int size = kernel.size(0) * kernel.size(1);
        int channels = kernel.size(2);
        int filters = kernel.size(3);
        float[] own = new float[kernel.values().length];
        for (int place = 0; place < size; place++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int filter = 0; filter < filters; filter++) {
                    own[(filter * channels + channel) * size + place] =
                            kernel.values()[(place * channels + channel) * filters + filter];
                }
            }
        }
        put(node, "kernel", own);
        bias(node, layer.bias(), found.bias(), filters);
    }

    private void dense(Node node, KerasOperation.Dense found) {
        int inputs = found.kernel().size(0);
        int outputs = found.kernel().size(1);
        float[] own = new float[inputs * outputs];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                own[output * inputs + input] = found.kernel().values()[input * outputs + output];
            }
        }
        put(node, "kernel", own);
        bias(node, true, found.bias(), outputs);
    }

    private void bias(Node node, boolean expected, float[] found, int length) {
        if (expected) {
            put(node, "bias", found.length == 0 ? new float[length] : found);
        } else if (found.length > 0) {
            throw new InvalidInputException("'" + node.name() + "' has a bias, which the architecture does not have");
        }
    }

    private void normalization(Node node, KerasOperation.Normalization found) {
        if (Math.abs(found.epsilon() - Layer.BatchNormalization.EPSILON) > 1e-9) {
            throw new InvalidInputException("'" + node.name() + "' has the epsilon " + found.epsilon() + ", expected "
                    + Layer.BatchNormalization.EPSILON);
        }
        put(node, "gamma", found.gamma());
        put(node, "beta", found.beta());
        put(node, "moving_mean", found.mean());
        put(node, "moving_variance", found.variance());
    }

    private void put(Node node, String parameter, float[] array) {
        values.put(node.name() + "." + parameter, array.clone());
    }
}
