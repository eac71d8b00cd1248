package dev.mien.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import dev.mien.keras.KerasOperation.Activate;
import dev.mien.keras.KerasOperation.Affine;
import dev.mien.keras.KerasOperation.Axis;
import dev.mien.keras.KerasOperation.Ceiling;
import dev.mien.keras.KerasOperation.Concatenation;
import dev.mien.keras.KerasOperation.Function;
import dev.mien.keras.KerasOperation.GlobalPooling;
import dev.mien.keras.KerasOperation.LearnedSlope;
import dev.mien.keras.KerasOperation.Merge;
import dev.mien.keras.KerasOperation.Pooling;
import dev.mien.keras.KerasOperation.Reshape;
import dev.mien.keras.KerasOperation.Rule;
import dev.mien.keras.KerasOperation.Window;
import dev.mien.keras.KerasOperation.ZeroPadding;
import dev.mien.nn.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The operations of a layer of Keras. <a href="https://keras.io/api/layers/">keras.io/api/layers</a> describes the
 * layers.
 */
final class LayerOperations {
    /** Layers that do something only in training. */
    private static final Set<String> TRAINING_ONLY = Set.of(
            "Dropout",
            "SpatialDropout2D",
            "GaussianNoise",
            "GaussianDropout",
            "AlphaDropout",
            "ActivityRegularization",
            "RandomFlip",
            "RandomRotation",
            "RandomZoom",
            "RandomTranslation",
            "RandomContrast",
            "RandomBrightness",
            "RandomErasing");

    private final LayerConfig layer;
    private final LayerArrays arrays;
    private final List<Shape> inputs;

    private LayerOperations(LayerConfig layer, List<KerasArray> arrays, List<Shape> inputs) {
        this.layer = layer;
        this.arrays = new LayerArrays(layer, arrays);
        this.inputs = List.copyOf(inputs);
    }

    /**
     * The operations in order; no operation for a layer that only trains.
     *
     * @param arrays the layer's weights in Keras' order
     * @param inputs sizes of the layer's inputs
     * @throws InvalidInputException naming the layer, if it cannot be read
     */
    static List<KerasOperation> of(LayerConfig layer, List<KerasArray> arrays, List<Shape> inputs) {
        layer.requireChannelsLast();
        LayerOperations operations = new LayerOperations(layer, arrays, inputs);
        List<KerasOperation> all = operations.operations();
        operations.arrays.requireAllUsed();
        return all;
    }

    private List<KerasOperation> operations() {
        return switch (layer.kind()) {
            case "Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Dense" ->
                new WeightedOperations(layer, arrays, inputs.get(0)).operations();
            case "BatchNormalization" -> List.of(normalization());
            case "Normalization", "Rescaling" -> List.of(affine());
            case "Activation" -> Activations.of(layer, layer.function("activation"));
            case "ReLU", "LeakyReLU", "ELU", "Softmax" -> function();
            case "PReLU" -> List.of(new LearnedSlope(arrays.take("alpha")));
            default -> withoutWeights();
        };
    }

    private List<KerasOperation> withoutWeights() {
        if (TRAINING_ONLY.contains(layer.kind())) {
            return List.of();
        }
        return List.of(
                switch (layer.kind()) {
                    case "MaxPooling2D", "MaxPool2D" -> pooling(false);
                    case "AveragePooling2D", "AvgPool2D" -> pooling(true);
                    case "GlobalMaxPooling2D", "GlobalMaxPool2D" -> global(false);
                    case "GlobalAveragePooling2D", "GlobalAvgPool2D" -> global(true);
                    case "Flatten" -> new Reshape(Shape.vector(inputs.get(0).size()));
                    case "Reshape" -> new Reshape(target());
                    case "ZeroPadding2D" -> zeros();
                    case "Add" -> new Merge(Rule.ADD);
                    case "Subtract" -> new Merge(Rule.SUBTRACT);
                    case "Multiply" -> new Merge(Rule.MULTIPLY);
                    case "Average" -> new Merge(Rule.AVERAGE);
                    case "Maximum" -> new Merge(Rule.MAXIMUM);
                    case "Minimum" -> new Merge(Rule.MINIMUM);
                    case "Concatenate" -> new Concatenation(axis());
                    default -> throw refused();
                });
    }

    private InvalidInputException refused() {
        return layer.problem(
                switch (layer.kind()) {
                    case "Lambda" ->
                        "holds Python code, which Mien does not run. Replace it by a layer of Keras and save"
                                + " the network again";
                    case "LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional", "ConvLSTM2D", "TimeDistributed" ->
                        "is recurrent. Mien reads networks that see one picture at a time";
                    default ->
                        layer.kind().contains(">")
                                ? "is a class of the program that saved it, so the file does not say what it computes"
                                : "is of a kind that Mien cannot read";
                });
    }

    private KerasOperation normalization() {
        int channels = inputs.get(0).channels();
        JsonNode axis = layer.config().path("axis");
        int place = axis.isArray() ? axis.path(0).asInt(-1) : axis.asInt(-1);
        if (place != -1 && place != (inputs.get(0).flat() ? 1 : 3)) {
            throw layer.problem("normalises the axis " + place + ", expected the last one, the channels");
        }
        float[] gamma = layer.flag("scale", true) ? arrays.vector("gamma", channels) : filled(channels, 1);
        float[] beta = layer.flag("center", true) ? arrays.vector("beta", channels) : filled(channels, 0);
        return new KerasOperation.Normalization(
                gamma,
                beta,
                arrays.vector("moving_mean", channels),
                arrays.vector("moving_variance", channels),
                layer.number("epsilon", 1e-3));
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private KerasOperation affine() {
        if (layer.kind().equals("Rescaling")) {
            return new Affine(numbers("scale", 1), numbers("offset", 0));
        }
        if (layer.flag("invert", false)) {
            throw layer.problem("inverts a normalisation, which Mien does not read");
        }
        float[] mean =
                arrays.isEmpty() ? numbers("mean", 0) : arrays.take("mean").values();
        float[] variance = arrays.isEmpty()
                ? numbers("variance", 1)
                : arrays.take("variance").values();
        arrays.takeRest();
        float[] scale = new float[mean.length];
        float[] offset = new float[mean.length];
        for (int i = 0; i < scale.length; i++) {
            // Keras keeps a deviation of at least 1e-7 from dividing by 0
            scale[i] = (float) (1 / Math.max(Math.sqrt(variance[i]), 1e-7));
            offset[i] = -mean[i] * scale[i];
        }
        return new Affine(scale, offset);
    }

    /** The numbers of a setting: one, a list, or a list in lists. */
    private float[] numbers(String setting, double usual) {
        JsonNode value = layer.config().path(setting);
        while (value.isArray() && value.size() == 1 && value.get(0).isArray()) {
            value = value.get(0);
        }
        if (!value.isArray()) {
            return new float[] {(float) layer.number(setting, usual)};
        }
        float[] numbers = new float[value.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) value.get(i).asDouble();
        }
        return numbers;
    }

    private List<KerasOperation> function() {
        double slope = layer.number("negative_slope", 0);
        return switch (layer.kind()) {
            case "Softmax" -> Activations.of(layer, "softmax");
            case "ELU" -> List.of(new Activate(Function.ELU, layer.number("alpha", 1)));
            case "LeakyReLU" ->
                List.of(new Activate(Function.LEAKY_RELU, layer.number("alpha", layer.number("negative_slope", 0.3))));
            default -> relu(slope);
        };
    }

    private List<KerasOperation> relu(double slope) {
        if (layer.number("threshold", 0) != 0) {
            throw layer.problem("has the threshold " + layer.number("threshold", 0) + ", expected 0");
        }
        KerasOperation relu = slope == 0 ? new Activate(Function.RELU, 0) : new Activate(Function.LEAKY_RELU, slope);
        double most = layer.number("max_value", Double.POSITIVE_INFINITY);
        return Double.isFinite(most) && layer.config().path("max_value").isNumber()
                        || layer.config().path("max_value").isObject()
                ? List.of(relu, new Ceiling(most))
                : List.of(relu);
    }

    private KerasOperation pooling(boolean average) {
        int[] size = layer.pair("pool_size", 2);
        boolean own = layer.config().path("strides").isArray()
                || layer.config().path("strides").isInt();
        int[] strides = own ? layer.pair("strides", 2) : size;
        return new Pooling(new Window(size[0], size[1], strides[0], strides[1], 1, 1, layer.padding()), average);
    }

    private KerasOperation global(boolean average) {
        return new GlobalPooling(average, layer.flag("keepdims", false));
    }

    private Shape target() {
        JsonNode sizes = layer.config().path("target_shape");
        int known = 1;
        for (JsonNode size : sizes) {
            known *= size.asInt() > 0 ? size.asInt() : 1;
        }
        int total = inputs.get(0).size();
        int[] target = new int[sizes.size()];
        for (int i = 0; i < target.length; i++) {
            target[i] = sizes.get(i).asInt() > 0 ? sizes.get(i).asInt() : total / Math.max(1, known);
        }
        return switch (target.length) {
            case 1 -> Shape.vector(target[0]);
            case 3 -> Shape.maps(target[0], target[1], target[2]);
            default -> throw layer.problem("makes values of " + target.length + " dimensions, expected 1 or 3");
        };
    }

    private KerasOperation zeros() {
        JsonNode padding = layer.config().path("padding");
        if (padding.isArray() && padding.path(0).isArray()) {
            return new ZeroPadding(
                    padding.get(0).get(0).asInt(),
                    padding.get(0).get(1).asInt(),
                    padding.get(1).get(0).asInt(),
                    padding.get(1).get(1).asInt());
        }
        int[] both = layer.pair("padding", 1);
        return new ZeroPadding(both[0], both[0], both[1], both[1]);
    }

    private Axis axis() {
        int dimensions = inputs.get(0).flat() ? 2 : 4;
        int axis = layer.config().path("axis").asInt(-1);
        int place = axis < 0 ? axis + dimensions : axis;
        if (place < 1 || place >= dimensions) {
            throw layer.problem("joins along the axis " + axis + ", which is not one of a picture's");
        }
        return place == dimensions - 1 ? Axis.CHANNELS : place == 1 ? Axis.HEIGHT : Axis.WIDTH;
    }
}
