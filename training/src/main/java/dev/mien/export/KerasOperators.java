package dev.mien.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.mien.keras.KerasArray;
import dev.mien.keras.KerasLayer;
import dev.mien.keras.KerasOperation;
import dev.mien.keras.KerasOperation.Convolution;
import dev.mien.keras.KerasOperation.DepthwiseConvolution;
import dev.mien.keras.KerasOperation.Window;
import dev.mien.nn.SamePadding;
import dev.mien.nn.Shape;
import java.util.ArrayList;
import java.util.List;

/** One operation of Keras as ONNX operators. Maps are stored channels first, so kernels and slopes are transposed. */
final class KerasOperators {
    /** Keeps the names of layers apart from those of the file's input and outputs. */
    private static final String PREFIX = "keras/";

    private final GraphWriter writer;
    private final KerasFunctions functions;

    KerasOperators(GraphWriter writer) {
        this.writer = writer;
        this.functions = new KerasFunctions(writer);
    }

    /**
     * Writes an operation, and returns the name of its output.
     *
     * @param inputs names of the values that it takes
     * @param sizes of those values
     */
    String write(KerasLayer layer, List<String> inputs, List<Shape> sizes) {
        KerasOperation operation = layer.operation();
        String name = PREFIX + layer.name();
        String input = inputs.get(0);
        if (operation instanceof KerasOperation.Merge merge) {
            return merge(name, merge.rule(), inputs);
        }
        if (operation instanceof KerasOperation.Concatenation joined) {
            return writer.operator("Concat", name, inputs, GraphWriter.integer("axis", axis(joined.axis())));
        }
        if (operation instanceof Convolution convolution) {
            return convolution(name, input, convolution, sizes.get(0));
        }
        if (operation instanceof DepthwiseConvolution convolution) {
            return depthwise(name, input, convolution, sizes.get(0));
        }
        if (operation instanceof KerasOperation.Dense dense) {
            return dense(name, input, dense);
        }
        if (operation instanceof KerasOperation.Pooling pooling) {
            String type = pooling.average() ? "AveragePool" : "MaxPool";
            return writer.operator(type, name, List.of(input), window(pooling.window(), sizes.get(0), 1));
        }
        return ofOneInput(layer, input, sizes.get(0));
    }

    private String ofOneInput(KerasLayer layer, String input, Shape size) {
        KerasOperation operation = layer.operation();
        String name = PREFIX + layer.name();
        if (operation instanceof KerasOperation.GlobalPooling pooling) {
            return global(name, input, pooling);
        }
        if (operation instanceof KerasOperation.Normalization normalization) {
            return normalization(name, input, normalization);
        }
        if (operation instanceof KerasOperation.Affine affine) {
            return affine(name, input, affine, size);
        }
        if (operation instanceof KerasOperation.Activate activate) {
            return functions.write(name, input, activate);
        }
        if (operation instanceof KerasOperation.Ceiling ceiling) {
            String most = writer.constants(name + ".most", List.of(), (float) ceiling.most());
            return writer.operator("Min", name, List.of(input, most));
        }
        if (operation instanceof KerasOperation.LearnedSlope slope) {
            return slope(name, input, slope.slopes());
        }
        if (operation instanceof KerasOperation.Reshape reshape) {
            return reshape(name, input, size, reshape.shape());
        }
        if (operation instanceof KerasOperation.ZeroPadding zeros) {
            String pads = writer.integerConstants(
                    name + ".pads", 0, 0, zeros.top(), zeros.left(), 0, 0, zeros.bottom(), zeros.right());
            return writer.operator("Pad", name, List.of(input, pads));
        }
        throw new IllegalStateException("no operator is known for " + operation);
    }

    private static int axis(KerasOperation.Axis axis) {
        return switch (axis) {
            case CHANNELS -> 1;
            case HEIGHT -> 2;
            case WIDTH -> 3;
        };
    }

    private String merge(String name, KerasOperation.Rule rule, List<String> inputs) {
        return switch (rule) {
            case ADD -> chain("Add", name, inputs);
            case SUBTRACT -> chain("Sub", name, inputs);
            case MULTIPLY -> chain("Mul", name, inputs);
            case AVERAGE -> writer.operator("Mean", name, inputs);
            case MAXIMUM -> writer.operator("Max", name, inputs);
            case MINIMUM -> writer.operator("Min", name, inputs);
        };
    }

    /** An operator of two inputs over several. */
    private String chain(String type, String name, List<String> inputs) {
        String value = inputs.get(0);
        for (int i = 1; i < inputs.size(); i++) {
            String result = i == inputs.size() - 1 ? name : name + ".part" + i;
            value = writer.operator(type, result, List.of(value, inputs.get(i)));
        }
        return value;
    }

    private String convolution(String name, String input, Convolution layer, Shape size) {
        KerasArray kernel = layer.kernel();
        List<Integer> shape = List.of(kernel.size(3), kernel.size(2), kernel.size(0), kernel.size(1));
        String weights = writer.kernel(name + ".kernel", shape, transposed(kernel, 3, 2, 0, 1));
        return convolve(name, input, weights, layer.bias(), window(layer.window(), size, layer.groups()));
    }

    private String depthwise(String name, String input, DepthwiseConvolution layer, Shape size) {
        KerasArray kernel = layer.kernel();
        List<Integer> shape = List.of(layer.filters(), 1, kernel.size(0), kernel.size(1));
        String weights = writer.kernel(name + ".kernel", shape, transposed(kernel, 2, 3, 0, 1));
        return convolve(name, input, weights, layer.bias(), window(layer.window(), size, kernel.size(2)));
    }

    private String convolve(String name, String input, String kernel, float[] bias, AttributeProto[] window) {
        List<String> inputs = new ArrayList<>(List.of(input, kernel));
        if (bias.length > 0) {
            inputs.add(writer.constants(name + ".bias", List.of(bias.length), bias));
        }
        return writer.operator("Conv", name, inputs, window);
    }

    private static AttributeProto[] window(Window window, Shape input, int groups) {
        SamePadding rows = window.rows(input);
        SamePadding columns = window.columns(input);
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                GraphWriter.integers("kernel_shape", window.height(), window.width()),
                GraphWriter.integers("strides", window.rowStride(), window.columnStride()),
                GraphWriter.integers("pads", rows.before(), columns.before(), rows.after(), columns.after())));
        if (window.rowDilation() > 1 || window.columnDilation() > 1) {
            attributes.add(GraphWriter.integers("dilations", window.rowDilation(), window.columnDilation()));
        }
        if (groups > 1) {
            attributes.add(GraphWriter.integer("group", groups));
        }
        return attributes.toArray(AttributeProto[]::new);
    }

    private String dense(String name, String input, KerasOperation.Dense layer) {
        List<String> inputs = new ArrayList<>(List.of(
                input,
                writer.kernel(
                        name + ".kernel", layer.kernel().shape(), layer.kernel().values())));
        if (layer.bias().length > 0) {
            inputs.add(writer.constants(name + ".bias", List.of(layer.bias().length), layer.bias()));
        }
        return writer.operator("Gemm", name, inputs);
    }

    private String global(String name, String input, KerasOperation.GlobalPooling layer) {
        String type = layer.average() ? "GlobalAveragePool" : "GlobalMaxPool";
        if (layer.maps()) {
            return writer.operator(type, name, List.of(input));
        }
        return writer.operator("Flatten", name, List.of(writer.operator(type, name + ".maps", List.of(input))));
    }

    private String normalization(String name, String input, KerasOperation.Normalization layer) {
        List<Integer> channels = List.of(layer.gamma().length);
        return writer.operator(
                "BatchNormalization",
                name,
                List.of(
                        input,
                        writer.constants(name + ".gamma", channels, layer.gamma()),
                        writer.constants(name + ".beta", channels, layer.beta()),
                        writer.constants(name + ".mean", channels, layer.mean()),
                        writer.constants(name + ".variance", channels, layer.variance())),
                GraphWriter.number("epsilon", (float) layer.epsilon()));
    }

    private String affine(String name, String input, KerasOperation.Affine layer, Shape size) {
        String scale = writer.constants(name + ".scale", perChannel(layer.scale().length, size), layer.scale());
        String offset = writer.constants(name + ".offset", perChannel(layer.offset().length, size), layer.offset());
        String scaled = writer.operator("Mul", name + ".scaled", List.of(input, scale));
        return writer.operator("Add", name, List.of(scaled, offset));
    }

    private static List<Integer> perChannel(int length, Shape size) {
        return length == 1 ? List.of() : size.flat() ? List.of(length) : List.of(length, 1, 1);
    }

    private String slope(String name, String input, KerasArray slopes) {
        boolean maps = slopes.shape().size() == 3;
        List<Integer> shape = maps ? List.of(slopes.size(2), slopes.size(0), slopes.size(1)) : slopes.shape();
        float[] values = maps ? transposed(slopes, 2, 0, 1) : slopes.values();
        return writer.operator("PRelu", name, List.of(input, writer.constants(name + ".slopes", shape, values)));
    }

    private String reshape(String name, String input, Shape from, Shape to) {
        String values = from.flat()
                ? input
                : writer.operator(
                        "Transpose", name + ".channels_last", List.of(input), GraphWriter.integers("perm", 0, 2, 3, 1));
        if (to.flat()) {
            return writer.operator("Flatten", name, List.of(values));
        }
        String sizes = writer.integerConstants(name + ".sizes", 0, to.height(), to.width(), to.channels());
        String maps = writer.operator("Reshape", name + ".maps", List.of(values, sizes));
        return writer.operator("Transpose", name, List.of(maps), GraphWriter.integers("perm", 0, 3, 1, 2));
    }

    /** The values with the dimensions in another order. */
    private static float[] transposed(KerasArray array, int... order) {
        int[] steps = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            steps[i] = 1;
            for (int inner = order[i] + 1; inner < order.length; inner++) {
                steps[i] *= array.size(inner);
            }
        }
        float[] values = new float[array.values().length];
        for (int place = 0; place < values.length; place++) {
            int rest = place;
            int source = 0;
            for (int i = order.length - 1; i >= 0; i--) {
                source += rest % array.size(order[i]) * steps[i];
                rest /= array.size(order[i]);
            }
            values[place] = array.values()[source];
        }
        return values;
    }
}
