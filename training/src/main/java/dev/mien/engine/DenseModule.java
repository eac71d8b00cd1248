package dev.mien.engine;

import dev.mien.nn.Activation;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Fully connected layer in 32 bits. It leaves a softmax to the loss, which computes it together with the logarithm. */
final class DenseModule implements Module {
    private final ParameterStore.Slot kernel;
    private final ParameterStore.Slot bias;
    private final Rectification rectification;

    DenseModule(Activation activation, ParameterStore.Slot kernel, ParameterStore.Slot bias) {
        this.kernel = kernel;
        this.bias = bias;
        this.rectification = new Rectification(activation == Activation.RELU);
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = torch.addmm(bias.value(), batch, kernel.value().t());
        return rectification.forward(batch, sums, pass);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Rectification.Begin begin = rectification.backward(gradient);
        Tensor ofSums = begin.ofSums();
        torch.mm_out(kernel.gradient(), ofSums.t(), begin.input());
        bias.gradient().copy_(ofSums.sum(0));
        return torch.mm(ofSums, kernel.value());
    }
}
