package dev.mien.engine;

import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Convolution with stride 1 and same padding, bias, and ReLU where the next module does not do it. */
final class ConvolutionModule implements Module {
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private final ParameterStore.Slot kernel;
    private final ParameterStore.Slot bias;
    private final long[] padding;
    private final boolean rectified;
    private final boolean first;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    /**
     * @param rectified whether the ReLU is done here
     * @param first whether the input is the picture, whose gradient nobody needs
     */
    ConvolutionModule(ParameterStore.Slot kernel, ParameterStore.Slot bias, boolean rectified, boolean first) {
        this.kernel = kernel;
        this.bias = bias;
        long reach = kernel.value().size(2) / 2;
        this.padding = new long[] {reach, reach};
        this.rectified = rectified;
        this.first = first;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = torch.convolution(
                batch, kernel.working(), Tensors.some(bias.working()), ONE, padding, ONE, false, NONE, 1);
        Tensor activated = rectified ? sums.relu_() : sums;
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
        Tensor ofSums = rectified ? torch.threshold_backward(gradient, activated, Tensors.scalar(0)) : gradient;
        boolean unfold = Unfolding.pays(batch);
        T_TensorTensorTensor_T gradients = torch.convolution_backward(
                ofSums,
                batch,
                kernel.working(),
                new long[] {bias.parameter().size()},
                ONE,
                padding,
                ONE,
                false,
                NONE,
                1,
                Tensors.flags(!first, !unfold, !unfold));
        input = null;
        output = null;
        kernel.gradient().copy_(unfold ? Unfolding.kernelGradient(batch, ofSums, padding[0]) : gradients.get1());
        bias.gradient().copy_(unfold ? Unfolding.biasGradient(ofSums) : gradients.get2());
        return first ? gradient : gradients.get0();
    }
}
