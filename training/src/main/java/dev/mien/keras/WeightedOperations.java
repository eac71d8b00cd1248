package dev.mien.keras;

import dev.mien.keras.KerasOperation.Convolution;
import dev.mien.keras.KerasOperation.Dense;
import dev.mien.keras.KerasOperation.DepthwiseConvolution;
import dev.mien.keras.KerasOperation.Window;
import dev.mien.nn.Padding;
import dev.mien.nn.Shape;
import java.util.ArrayList;
import java.util.List;

/** The operations of layers with a kernel. The last one is the layer's activation. */
final class WeightedOperations {
    private static final float[] NO_BIAS = {};
    private static final Window POINT = new Window(1, 1, 1, 1, 1, 1, Padding.VALID);

    private final LayerConfig layer;
    private final LayerArrays arrays;
    private final Shape input;

    WeightedOperations(LayerConfig layer, LayerArrays arrays, Shape input) {
        this.layer = layer;
        this.arrays = arrays;
        this.input = input;
    }

    List<KerasOperation> operations() {
        List<KerasOperation> operations = new ArrayList<>(sums());
        operations.addAll(Activations.of(layer, layer.function("activation")));
        return operations;
    }

    private List<KerasOperation> sums() {
        return switch (layer.kind()) {
            case "Dense" -> List.of(dense());
            case "DepthwiseConv2D" -> List.of(depthwise());
            case "SeparableConv2D" -> separable();
            default -> List.of(convolution());
        };
    }

    private KerasOperation dense() {
        KerasArray kernel = arrays.take("kernel", 2);
        float[] bias = bias(kernel.size(1));
        // for maps it is the same as a convolution with a window of one pixel
        return input.flat()
                ? new Dense(kernel, bias)
                : new Convolution(
                        POINT, new KerasArray(List.of(1, 1, kernel.size(0), kernel.size(1)), kernel.values()), bias, 1);
    }

    private KerasOperation convolution() {
        KerasArray kernel = arrays.take("kernel", 4);
        int groups = (int) layer.number("groups", 1);
        return new Convolution(window(kernel), kernel, bias(kernel.size(3)), groups);
    }

    private KerasOperation depthwise() {
        KerasArray kernel = arrays.take("depthwise kernel", 4);
        return new DepthwiseConvolution(window(kernel), kernel, bias(kernel.size(2) * kernel.size(3)));
    }

    private List<KerasOperation> separable() {
        KerasArray depthwise = arrays.take("depthwise kernel", 4);
        KerasArray pointwise = arrays.take("pointwise kernel", 4);
        return List.of(
                new DepthwiseConvolution(window(depthwise), depthwise, NO_BIAS),
                new Convolution(POINT, pointwise, bias(pointwise.size(3)), 1));
    }

    private float[] bias(int length) {
        return layer.flag("use_bias", true) ? arrays.vector("bias", length) : NO_BIAS;
    }

    private Window window(KerasArray kernel) {
        int[] strides = layer.pair("strides", 1);
        int[] dilation = layer.pair("dilation_rate", 1);
        return new Window(
                kernel.size(0), kernel.size(1), strides[0], strides[1], dilation[0], dilation[1], layer.padding());
    }
}
