package dev.mien.engine;

import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Convolution with padding {@code valid}, computed by libtorch. It also computes the ReLU. */
final class ValidConvolutionModule implements Module {
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    private final ConvolutionAlgorithm.Layer layer;
    private final boolean rectified;
    private final boolean first;
    private final long[] stride;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    /**
     * @param rectified whether this module computes a ReLU
     * @param first whether the input is the picture, whose gradient is not needed
     */
    ValidConvolutionModule(ConvolutionAlgorithm.Layer layer, boolean rectified, boolean first) {
        this.layer = layer;
        this.rectified = rectified;
        this.first = first;
        this.stride = new long[] {layer.stride(), layer.stride()};
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = torch.convolution(
                batch,
                layer.kernel().working(),
                layer.bias().map(slot -> Tensors.some(slot.working())).orElseGet(Tensors::none),
                stride,
                NONE,
                ONE,
                false,
                NONE,
                1);
        Tensor activated = Tensors.channelsLast(rectified ? sums.relu_() : sums);
        if (pass.training()) {
            input = batch;
            output = activated;
        }
        return activated;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor activated = Saved.take(output);
        Tensor batch = Saved.take(input);
        input = null;
        output = null;
        Tensor ofSums = rectified ? torch.threshold_backward(gradient, activated, Tensors.scalar(0)) : gradient;
        T_TensorTensorTensor_T gradients = torch.convolution_backward(
                ofSums,
                batch,
                layer.kernel().working(),
                new long[] {layer.filters()},
                stride,
                NONE,
                ONE,
                false,
                NONE,
                1,
                Tensors.flags(!first, true, false));
        layer.kernel().gradient().copy_(gradients.get1());
        layer.sumBiasGradient(ofSums);
        return first ? gradient : Tensors.channelsLast(gradients.get0());
    }

    @Override
    public boolean reusesInput() {
        return false;
    }

    @Override
    public boolean reusesGradient() {
        return false;
    }
}
