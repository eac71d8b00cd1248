package dev.mien.engine;

import dev.mien.nn.SamePadding;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's convolution, which is oneDNN's on most processors. Works everywhere. libtorch pads as much before as after the maps:
 * where Keras' padding is uneven, as it is with a stride of 2 over an even side, the zeros are written around the maps first.
 */
final class DirectConvolution implements ConvolutionAlgorithm {
    static final String LABEL = "direct";
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private final Layer layer;
    private final SamePadding rows;
    private final SamePadding columns;
    private final boolean even;
    private final long[] stride;
    private final long[] padding;

    DirectConvolution(Layer layer) {
        this.layer = layer;
        rows = layer.rows();
        columns = layer.columns();
        even = rows.isEven() && columns.isEven();
        stride = new long[] {layer.stride(), layer.stride()};
        padding = even ? new long[] {rows.before(), columns.before()} : NONE;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public boolean sharesPreparation() {
        return false;
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        return torch.convolution(
                padded(input),
                layer.kernel().working(),
                layer.bias().map(slot -> Tensors.some(slot.working())).orElseGet(Tensors::none),
                stride,
                padding,
                ONE,
                false,
                NONE,
                1);
    }

    @Override
    public void kernelGradient(Tensor input, Tensor ofSums) {
        T_TensorTensorTensor_T gradients = gradients(padded(input), ofSums, false);
        layer.kernel().gradient().copy_(gradients.get1());
        layer.bias().ifPresent(slot -> slot.gradient().copy_(gradients.get2()));
    }

    @Override
    public Tensor inputGradient(Tensor ofSums) {
        long height = layer.height() + (even ? 0 : rows.before() + rows.after());
        long width = layer.width() + (even ? 0 : columns.before() + columns.after());
        Tensor shape =
                Tensors.emptyMaps(ofSums.scalar_type().intern(), ofSums.size(0), layer.channels(), height, width);
        Tensor ofPadded = gradients(shape, ofSums, true).get0();
        return even
                ? ofPadded
                : Tensors.channelsLast(
                        ofPadded.narrow(2, rows.before(), layer.height()).narrow(3, columns.before(), layer.width()));
    }

    /** The maps with zeros around them where libtorch cannot put them there itself. */
    private Tensor padded(Tensor maps) {
        return even
                ? maps
                : torch.constant_pad_nd(
                        maps,
                        new long[] {columns.before(), columns.after(), rows.before(), rows.after()},
                        Tensors.scalar(0));
    }

    private T_TensorTensorTensor_T gradients(Tensor input, Tensor ofSums, boolean ofInput) {
        return torch.convolution_backward(
                ofSums,
                input,
                layer.kernel().working(),
                new long[] {layer.filters()},
                stride,
                padding,
                ONE,
                false,
                NONE,
                1,
                Tensors.flags(ofInput, !ofInput, !ofInput && layer.bias().isPresent()));
    }
}
