package dev.mien.engine;

import dev.mien.nn.Activation;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Fully connected layer in 32 bits. It leaves a softmax to the loss, which computes it together with the logarithm. */
final class DenseModule implements Module {
    private final ParameterStore.Slot kernel;
    private final ParameterStore.Slot bias;
    private final boolean rectified;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    DenseModule(Activation activation, ParameterStore.Slot kernel, ParameterStore.Slot bias) {
        this.kernel = kernel;
        this.bias = bias;
        this.rectified = activation == Activation.RELU;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = torch.addmm(bias.value(), batch, kernel.value().t());
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
        Tensor ofSums = rectified ? torch.threshold_backward(gradient, activated, Tensors.scalar(0)) : gradient;
        torch.mm_out(kernel.gradient(), ofSums.t(), Saved.take(input));
        bias.gradient().copy_(ofSums.sum(0));
        input = null;
        output = null;
        return torch.mm(ofSums, kernel.value());
    }
}
