package dev.mien.engine;

import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** libtorch's convolution, which is oneDNN's on most processors. Works everywhere. */
final class DirectConvolution implements ConvolutionAlgorithm {
    static final String LABEL = "direct";
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private final Layer layer;
    private final long[] padding;

    DirectConvolution(Layer layer) {
        this.layer = layer;
        padding = new long[] {layer.padding(), layer.padding()};
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
                input,
                layer.kernel().working(),
                layer.bias().map(slot -> Tensors.some(slot.working())).orElseGet(Tensors::none),
                ONE,
                padding,
                ONE,
                false,
                NONE,
                1);
    }

    @Override
    public void kernelGradient(Tensor input, Tensor ofSums) {
        T_TensorTensorTensor_T gradients = gradients(input, ofSums, false);
        layer.kernel().gradient().copy_(gradients.get1());
        layer.bias().ifPresent(slot -> slot.gradient().copy_(gradients.get2()));
    }

    @Override
    public Tensor inputGradient(Tensor ofSums) {
        Tensor shape = Tensors.emptyMaps(
                ofSums.scalar_type().intern(), ofSums.size(0), layer.channels(), layer.height(), layer.width());
        return gradients(shape, ofSums, true).get0();
    }

    private T_TensorTensorTensor_T gradients(Tensor input, Tensor ofSums, boolean ofInput) {
        return torch.convolution_backward(
                ofSums,
                input,
                layer.kernel().working(),
                new long[] {layer.filters()},
                ONE,
                padding,
                ONE,
                false,
                NONE,
                1,
                Tensors.flags(ofInput, !ofInput, !ofInput && layer.bias().isPresent()));
    }
}
