package dev.mien.nn;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusClass;
import java.util.List;

/**
 * One layer of an architecture as data. Its computation, its defaults and its names follow Keras 3
 * (<a href="https://keras.io/api/layers/">keras.io/api/layers</a>). Feature maps are stored channels last.
 */
public sealed interface Layer {

    /** Name of the layer's kind, as Keras' summary shows it. */
    String kind();

    /** The kind together with window, stride, activation or rate, for a drawing of the network. */
    default String caption() {
        return kind();
    }

    /** Size of the output for an input of this size. */
    Shape output(Shape input);

    /** The parameters for an input of this size, the trainable ones first. Most layers have no parameters. */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }

    /** The number of multiplications by the layer's kernel for one sample. A layer without a kernel has 0. */
    default long multiplications(Shape input) {
        return 0;
    }

    /**
     * Convolution. The weights start Glorot-uniform and the biases at 0.
     *
     * @param filters number of output maps
     * @param kernel height and width of the window; odd, if the padding is {@code same}
     * @param stride rows and columns from one window to the next, at least 1
     * @param activation applied to the sums
     * @param l2 factor of the sum of squared weights that is added to the loss, or 0 to add nothing
     * @param bias whether each map has a bias; before a normalisation a bias is useless, because the normalisation
     *     removes it
     * @param padding where the windows lie
     */
    record Conv2d(int filters, int kernel, int stride, Activation activation, double l2, boolean bias, Padding padding)
            implements Layer {
        /** With padding {@code same}. */
        public Conv2d(int filters, int kernel, int stride, Activation activation, double l2, boolean bias) {
            this(filters, kernel, stride, activation, l2, bias, Padding.SAME);
        }

        /** With bias and a stride of 1. */
        public Conv2d(int filters, int kernel, Activation activation, double l2) {
            this(filters, kernel, activation, l2, true);
        }

        /** With a stride of 1. */
        public Conv2d(int filters, int kernel, Activation activation, double l2, boolean bias) {
            this(filters, kernel, 1, activation, l2, bias);
        }

        public Conv2d {
            boolean even = kernel % 2 == 0 && padding == Padding.SAME;
            if (filters < 1 || kernel < 1 || even || stride < 1 || l2 < 0) {
                throw new InvalidInputException("a convolution needs at least one filter, an odd kernel, a stride of at"
                        + " least 1 and l2 of at least 0, got " + filters + ", " + kernel + ", " + stride + " and "
                        + l2);
            }
        }

        @Override
        public String kind() {
            return "Conv2D";
        }

        @Override
        public String caption() {
            return kind() + " " + kernel + "×" + kernel + (stride == 1 ? "" : " / " + stride)
                    + (padding == Padding.SAME ? "" : ", " + padding.label()) + activation.suffix();
        }

        @Override
        public Shape output(Shape input) {
            return Window.requireOutput(this, input, rows(input), columns(input), filters);
        }

        /** Where the windows lie along the height of an input. */
        public SamePadding rows(Shape input) {
            return padding.side(input.height(), kernel, stride);
        }

        /** Where the windows lie along the width of an input. */
        public SamePadding columns(Shape input) {
            return padding.side(input.width(), kernel, stride);
        }

        @Override
        public long multiplications(Shape input) {
            return (long) output(input).size() * kernel * kernel * input.channels();
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            Parameter weights = new Parameter("kernel", true, filters, input.channels(), kernel, kernel);
            return bias ? List.of(weights, new Parameter("bias", true, filters)) : List.of(weights);
        }
    }

    /**
     * Batch normalisation over all dimensions but the channels (Ioffe and Szegedy, arXiv 1502.03167). As in Keras,
     * epsilon is 1e-3, and the moving averages have a momentum of 0.99 and use the biased variance.
     */
    record BatchNormalization() implements Layer {
        public static final double EPSILON = 1e-3;
        public static final double MOMENTUM = 0.99;

        @Override
        public String kind() {
            return "BatchNormalization";
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            int n = input.channels();
            return List.of(
                    new Parameter("gamma", true, n),
                    new Parameter("beta", true, n),
                    new Parameter("moving_mean", false, n),
                    new Parameter("moving_variance", false, n));
        }
    }

    /**
     * Where the windows of a pooling lie.
     *
     * @param size height and width of the window, at least 1
     * @param stride rows and columns from one window to the next, at least 1
     */
    record Window(int size, int stride, Padding padding) {
        /** Of 2x2 values with a stride of 2. An odd last row or column is left out. */
        public static final Window USUAL = new Window(2, 2, Padding.VALID);

        public Window {
            if (size < 1 || stride < 1) {
                throw new InvalidInputException(
                        "a pooling needs a window and a stride of at least 1, got " + size + " and " + stride);
            }
        }

        String caption() {
            return " " + size + "×" + size + (stride == size ? "" : " / " + stride)
                    + (padding == Padding.VALID ? "" : ", " + padding.label());
        }

        Shape output(Layer layer, Shape input) {
            return requireOutput(
                    layer,
                    input,
                    padding.side(input.height(), size, stride),
                    padding.side(input.width(), size, stride),
                    input.channels());
        }

        private static Shape requireOutput(
                Layer layer, Shape input, SamePadding rows, SamePadding columns, int channels) {
            if (rows.outputs() < 1 || columns.outputs() < 1) {
                throw new InvalidInputException(
                        "the layer " + layer.caption() + " leaves nothing of maps of the size " + input);
            }
            return Shape.maps(rows.outputs(), columns.outputs(), channels);
        }
    }

    /** The largest value of each window. Zeros of the padding do not count. */
    record MaxPooling2d(Window window) implements Layer {
        /** Of 2x2 values with a stride of 2. */
        public MaxPooling2d() {
            this(Window.USUAL);
        }

        @Override
        public String kind() {
            return "MaxPooling2D";
        }

        @Override
        public String caption() {
            return kind() + window.caption();
        }

        @Override
        public Shape output(Shape input) {
            return window.output(this, input);
        }
    }

    /** The mean of each window. Zeros of the padding do not count. */
    record AveragePooling2d(Window window) implements Layer {
        @Override
        public String kind() {
            return "AveragePooling2D";
        }

        @Override
        public String caption() {
            return kind() + window.caption();
        }

        @Override
        public Shape output(Shape input) {
            return window.output(this, input);
        }
    }

    /**
     * Sets each value to 0 with probability {@code rate} and multiplies the others by 1 / (1 - rate). It does so in
     * training only.
     *
     * @param rate from 0 to below 1
     */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new InvalidInputException("dropout rate is " + rate + ", expected 0 to below 1");
            }
        }

        @Override
        public String kind() {
            return "Dropout";
        }

        @Override
        public String caption() {
            return kind() + " " + rate;
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }
    }

    /** The positive part of each value. */
    record Relu() implements Layer {
        @Override
        public String kind() {
            return "ReLU";
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }
    }

    /**
     * Adds a chain's input to the chain's output (He et al., arXiv 1512.03385). Both must have the same size. In a list
     * of nodes the residual is the addition, and the nodes of its chain stand before it.
     *
     * @param body the chain, at least one layer
     */
    record Residual(List<Layer> body) implements Layer {
        public Residual {
            body = List.copyOf(body);
            if (body.isEmpty()) {
                throw new InvalidInputException("a residual needs at least one layer, got none");
            }
        }

        @Override
        public String kind() {
            return "Add";
        }

        @Override
        public Shape output(Shape input) {
            Shape shape = input;
            for (Layer layer : body) {
                shape = layer.output(shape);
            }
            if (!shape.equals(input)) {
                throw new InvalidInputException("a residual's layers make " + shape + " of " + input
                        + ", expected the same size as its input, to which it is added");
            }
            return input;
        }
    }

    /**
     * Multiplies each value by a constant.
     *
     * @param scale other than 0
     */
    record Rescaling(double scale) implements Layer {
        public Rescaling {
            if (scale == 0 || !Double.isFinite(scale)) {
                throw new InvalidInputException("a scale is " + scale + ", expected a number other than 0");
            }
        }

        @Override
        public String kind() {
            return "Rescaling";
        }

        @Override
        public Shape output(Shape input) {
            return input;
        }
    }

    /** The largest value of each map, as a vector. */
    record GlobalMaxPooling2d() implements Layer {
        @Override
        public String kind() {
            return "GlobalMaxPooling2D";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(input.channels());
        }
    }

    /** The mean of each map, as a vector. */
    record GlobalAveragePooling2d() implements Layer {
        @Override
        public String kind() {
            return "GlobalAveragePooling2D";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(input.channels());
        }
    }

    /** The values of all maps as one vector, in the order height, width, channel. */
    record Flatten() implements Layer {
        @Override
        public String kind() {
            return "Flatten";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(input.size());
        }
    }

    /**
     * Fully connected layer with bias. The weights start Glorot-uniform and the biases at 0.
     *
     * @param units length of the output
     * @param activation applied to the sums
     */
    record Dense(int units, Activation activation) implements Layer {
        public Dense {
            if (units < 1) {
                throw new InvalidInputException("a dense layer needs at least one unit, got " + units);
            }
        }

        @Override
        public String kind() {
            return "Dense";
        }

        @Override
        public String caption() {
            return kind() + activation.suffix();
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(units);
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of(new Parameter("kernel", true, units, input.size()), new Parameter("bias", true, units));
        }

        @Override
        public long multiplications(Shape input) {
            return (long) units * input.size();
        }
    }

    /**
     * Two dense layers with bias over the same vector, each with its own softmax. The first has the classes of the
     * data, the second the eight emotions of {@link FerPlusClass}. The weights start Glorot-uniform and the biases at
     * 0.
     *
     * @param classes the number of outputs of the first, at least 2
     */
    record TwoHeads(int classes) implements Layer {
        /** The first head has the seven classes of {@link Emotion}. */
        public TwoHeads() {
            this(Emotion.COUNT);
        }

        private int units() {
            return classes + FerPlusClass.EMOTIONS;
        }

        @Override
        public String kind() {
            return "TwoHeads";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(units());
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of(new Parameter("kernel", true, units(), input.size()), new Parameter("bias", true, units()));
        }

        @Override
        public long multiplications(Shape input) {
            return (long) units() * input.size();
        }
    }
}
