package dev.mien.keras;

import dev.mien.InvalidInputException;
import dev.mien.nn.Padding;
import dev.mien.nn.SamePadding;
import dev.mien.nn.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What a layer of a Keras network computes, with its weights. Sizes and arrays are in Keras' order, channels last. A
 * Keras layer may be several of them: a convolution with an activation is two.
 */
public sealed interface KerasOperation {

    /**
     * Size of the output for inputs of these sizes.
     *
     * @throws InvalidInputException if the inputs do not fit
     */
    Shape output(List<Shape> inputs);

    /** Operations of one input, whose output has its size. */
    sealed interface SameSize extends KerasOperation {
        @Override
        default Shape output(List<Shape> inputs) {
            return inputs.get(0);
        }
    }

    /**
     * A window that moves over maps.
     *
     * @param height rows of the window
     * @param width columns of the window
     */
    record Window(
            int height,
            int width,
            int rowStride,
            int columnStride,
            int rowDilation,
            int columnDilation,
            Padding padding) {
        /** Checks the sizes. */
        public Window {
            if (Math.min(Math.min(height, width), Math.min(rowStride, columnStride)) < 1
                    || Math.min(rowDilation, columnDilation) < 1) {
                throw new InvalidInputException("a window has sizes, strides and dilations of at least 1");
            }
        }

        /** Where the windows lie along the height. */
        public SamePadding rows(Shape input) {
            return padding.side(input.height(), (height - 1) * rowDilation + 1, rowStride);
        }

        /** Where the windows lie along the width. */
        public SamePadding columns(Shape input) {
            return padding.side(input.width(), (width - 1) * columnDilation + 1, columnStride);
        }

        Shape output(Shape input, int channels) {
            if (input.flat()) {
                throw new InvalidInputException("a window needs maps, got the vector " + input);
            }
            return Shape.maps(rows(input).outputs(), columns(input).outputs(), channels);
        }
    }

    /**
     * A convolution.
     *
     * @param kernel height x width x (input channels / groups) x filters
     * @param bias one number for each filter; empty without a bias
     */
    record Convolution(Window window, KerasArray kernel, float[] bias, int groups) implements KerasOperation {
        /** Number of output maps. */
        public int filters() {
            return kernel.size(3);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            requireChannels(inputs.get(0), kernel.size(2) * groups);
            return window.output(inputs.get(0), filters());
        }
    }

    /**
     * A convolution of each map by itself.
     *
     * @param kernel height x width x channels x multiplier
     * @param bias one number for each output map; empty without a bias
     */
    record DepthwiseConvolution(Window window, KerasArray kernel, float[] bias) implements KerasOperation {
        /** Number of output maps. */
        public int filters() {
            return kernel.size(2) * kernel.size(3);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            requireChannels(inputs.get(0), kernel.size(2));
            return window.output(inputs.get(0), filters());
        }
    }

    /** The largest value, or the mean, of each window. Zeros of the padding do not count. */
    record Pooling(Window window, boolean average) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            return window.output(inputs.get(0), inputs.get(0).channels());
        }
    }

    /**
     * The largest value, or the mean, of each map.
     *
     * @param maps whether the output is maps of 1 x 1 instead of a vector
     */
    record GlobalPooling(boolean average, boolean maps) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            int channels = inputs.get(0).channels();
            return maps ? Shape.maps(1, 1, channels) : Shape.vector(channels);
        }
    }

    /**
     * A fully connected layer of a vector.
     *
     * @param kernel inputs x outputs
     * @param bias one number for each output; empty without a bias
     */
    record Dense(KerasArray kernel, float[] bias) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            requireChannels(inputs.get(0), kernel.size(0));
            return Shape.vector(kernel.size(1));
        }
    }

    /** Batch normalisation over all dimensions but the channels. Each array has a number for each channel. */
    record Normalization(float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon)
            implements SameSize {}

    /** A factor and a sum for each channel, or one of each for all channels. */
    record Affine(float[] scale, float[] offset) implements SameSize {}

    /**
     * A function of each value; a softmax is one of all channels.
     *
     * @param alpha the function's constant, if it has one
     */
    record Activate(Function function, double alpha) implements SameSize {}

    /** The functions. */
    enum Function {
        RELU,
        LEAKY_RELU,
        ELU,
        SELU,
        SIGMOID,
        TANH,
        SOFTMAX,
        SOFTPLUS,
        SOFTSIGN,
        EXPONENTIAL,
        SILU,
        GELU,
        MISH
    }

    /** The smaller one of each value and a constant. */
    record Ceiling(double most) implements SameSize {}

    /**
     * A ReLU with a learned slope below 0.
     *
     * @param slopes height x width x channels, where a size may be 1; or channels
     */
    record LearnedSlope(KerasArray slopes) implements SameSize {}

    /** The values as a vector, or as maps of another size, in the order height, width, channel. */
    record Reshape(Shape shape) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.get(0).size() != shape.size()) {
                throw new InvalidInputException("cannot make " + shape + " of " + inputs.get(0));
            }
            return shape;
        }
    }

    /** Zeros around maps. */
    record ZeroPadding(int top, int bottom, int left, int right) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = inputs.get(0);
            return Shape.maps(input.height() + top + bottom, input.width() + left + right, input.channels());
        }
    }

    /** One output of several inputs, value by value. A map of 1 x 1 counts for each place of the others. */
    record Merge(Rule rule) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape all = inputs.get(0);
            for (Shape input : inputs) {
                if (input.flat() != all.flat()) {
                    throw new InvalidInputException("cannot merge maps and vectors: " + inputs);
                }
                all = new Shape(
                        common(all.height(), input.height(), inputs),
                        common(all.width(), input.width(), inputs),
                        common(all.channels(), input.channels(), inputs),
                        all.flat());
            }
            return all;
        }

        private static int common(int one, int other, List<Shape> inputs) {
            if (one != other && one != 1 && other != 1) {
                throw new InvalidInputException("cannot merge inputs of the sizes " + inputs);
            }
            return Math.max(one, other);
        }
    }

    /** How values are merged. */
    enum Rule {
        ADD,
        SUBTRACT,
        MULTIPLY,
        AVERAGE,
        MAXIMUM,
        MINIMUM
    }

    /** The dimensions of maps in Keras' order, without the batch. */
    enum Axis {
        HEIGHT,
        WIDTH,
        CHANNELS
    }

    /** The inputs one behind the other along a dimension. */
    record Concatenation(Axis axis) implements KerasOperation {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape first = inputs.get(0);
            int height = size(inputs, Axis.HEIGHT, first.height());
            int width = size(inputs, Axis.WIDTH, first.width());
            return new Shape(height, width, size(inputs, Axis.CHANNELS, first.channels()), first.flat());
        }

        private int size(List<Shape> inputs, Axis dimension, int first) {
            if (dimension != axis) {
                Optional<Shape> other = inputs.stream()
                        .filter(input -> of(input, dimension) != first)
                        .findFirst();
                if (other.isPresent()) {
                    throw new InvalidInputException("cannot join inputs of the sizes " + inputs);
                }
                return first;
            }
            return inputs.stream().mapToInt(input -> of(input, dimension)).sum();
        }

        private static int of(Shape shape, Axis dimension) {
            return switch (dimension) {
                case HEIGHT -> shape.height();
                case WIDTH -> shape.width();
                case CHANNELS -> shape.channels();
            };
        }
    }

    private static void requireChannels(Shape input, int expected) {
        if (input.channels() != expected) {
            throw new InvalidInputException("its weights are for " + expected + " channels, but its input is " + input);
        }
    }
}
