package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The ReLU behind a layer's sums, and the input and output that the backward pass needs. */
final class Rectification {
    private final boolean rectified;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    /**
     * What the backward pass begins with.
     *
     * @param input the layer's input
     * @param ofSums the gradient of the layer's sums
     */
    record Begin(Tensor input, Tensor ofSums) {}

    /** @param rectified whether there is a ReLU */
    Rectification(boolean rectified) {
        this.rectified = rectified;
    }

    /** Returns the layer's output, which overwrites the sums. */
    Tensor forward(Tensor batch, Tensor sums, Pass pass) {
        Tensor activated = rectified ? sums.relu_() : sums;
        if (pass.training()) {
            input = batch;
            output = activated;
        }
        return activated;
    }

    /** Takes what the forward pass has kept. */
    Begin backward(Tensor gradient) {
        Tensor activated = Saved.take(output);
        Tensor batch = Saved.take(input);
        input = null;
        output = null;
        return new Begin(
                batch, rectified ? torch.threshold_backward(gradient, activated, Tensors.scalar(0)) : gradient);
    }
}
