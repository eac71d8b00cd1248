package dev.mien.nn;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlusClass;
import java.util.List;

/**
 * One layer of an architecture as data. What it computes, its defaults and its names are those of Keras 3
 * (<a href="https://keras.io/api/layers/">keras.io/api/layers</a>); feature maps are stored channels last.
 */
public sealed interface Layer {

    /** Name of the layer's kind, as Keras' summary shows it. */
    String kind();

    /** The kind with what else sets the layer apart, for a drawing: window, stride, activation, rate. */
    default String caption() {
        return kind();
    }

    /** Size of the output for an input of this size. */
    Shape output(Shape input);

    /** The parameters, trainable first, for an input of this size; most layers have none. */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }

    /** How often the layer's kernel multiplies for one sample; 0 for layers without one. */
    default long multiplications(Shape input) {
        return 0;
    }

    /**
     * Convolution with padding {@code same}, see {@link SamePadding}. Weights start Glorot-uniform, biases at 0.
     *
     * @param filters number of output maps
     * @param kernel height and width of the window, odd
     * @param stride rows and columns from one window to the next, at least 1
     * @param activation applied to the sums
     * @param l2 factor of the sum of squared weights that is added to the loss; 0 for none
     * @param bias whether each map has one; before a normalisation, which takes it out again, it has no use
     */
    record Conv2d(int filters, int kernel, int stride, Activation activation, double l2, boolean bias)
            implements Layer {
        /** With bias and a stride of 1. */
        public Conv2d(int filters, int kernel, Activation activation, double l2) {
            this(filters, kernel, activation, l2, true);
        }

        /** With a stride of 1. */
        public Conv2d(int filters, int kernel, Activation activation, double l2, boolean bias) {
            this(filters, kernel, 1, activation, l2, bias);
        }

        public Conv2d {
            if (filters < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1 || l2 < 0) {
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
            return kind() + " " + kernel + "×" + kernel + (stride == 1 ? "" : " / " + stride) + activation.suffix();
        }

        @Override
        public Shape output(Shape input) {
            return Shape.maps(rows(input).outputs(), columns(input).outputs(), filters);
        }

        /** Where the windows lie along the height of an input. */
        public SamePadding rows(Shape input) {
            return SamePadding.of(input.height(), kernel, stride);
        }

        /** Where they lie along its width. */
        public SamePadding columns(Shape input) {
            return SamePadding.of(input.width(), kernel, stride);
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
     * Batch normalisation over all but the channels (Ioffe and Szegedy, arXiv 1502.03167): epsilon 1e-3, moving averages
     * with momentum 0.99 and the biased variance, as Keras has them.
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

    /** The largest value of each 2x2 window, stride 2; an odd last row or column is left out. */
    record MaxPooling2d() implements Layer {
        @Override
        public String kind() {
            return "MaxPooling2D";
        }

        @Override
        public String caption() {
            return kind() + " 2×2";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.maps(input.height() / 2, input.width() / 2, input.channels());
        }
    }

    /**
     * In training, sets each value to 0 with probability {@code rate} and scales the others by 1 / (1 - rate).
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
     * The sum of a chain of layers and of the chain's own input (He et al., arXiv 1512.03385), which thus have one size. As a
     * layer it is the addition; the chain's layers stand before it.
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
     * Each value times a constant.
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
     * Fully connected layer with bias. Weights start Glorot-uniform, biases at 0.
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
     * Two dense layers with bias over one vector, each with a softmax of its own: the {@link Emotion} classes, and the eight emotions
     * of {@link FerPlusClass} after them. Weights start Glorot-uniform, biases at 0.
     */
    record TwoHeads() implements Layer {
        private static final int UNITS = Emotion.COUNT + FerPlusClass.EMOTIONS;

        @Override
        public String kind() {
            return "TwoHeads";
        }

        @Override
        public Shape output(Shape input) {
            return Shape.vector(UNITS);
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of(new Parameter("kernel", true, UNITS, input.size()), new Parameter("bias", true, UNITS));
        }

        @Override
        public long multiplications(Shape input) {
            return (long) UNITS * input.size();
        }
    }
}
