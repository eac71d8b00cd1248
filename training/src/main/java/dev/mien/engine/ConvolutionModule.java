package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Convolution with same padding, and ReLU where the next module does not do it. */
final class ConvolutionModule implements Module, AutoCloseable {
    private final ConvolutionAlgorithms candidates;
    private final boolean rectified;
    private final boolean first;
    private ConvolutionAlgorithm forward;
    private ConvolutionAlgorithm kernelGradient;
    private ConvolutionAlgorithm inputGradient;
    private @Nullable Tensor input;
    private @Nullable Tensor output;

    /**
     * @param rectified whether the ReLU is done here
     * @param first whether the input is the picture, whose gradient nobody needs
     */
    ConvolutionModule(ConvolutionAlgorithms candidates, boolean rectified, boolean first) {
        this.candidates = candidates;
        this.forward = candidates.direct();
        this.kernelGradient = forward;
        this.inputGradient = forward;
        this.rectified = rectified;
        this.first = first;
    }

    /** Takes other algorithms from the next forward pass on. */
    void use(ConvolutionPlan.Choice choice) {
        forward = candidates.named(choice.forward());
        kernelGradient = candidates.named(choice.kernelGradient());
        inputGradient = candidates.named(choice.inputGradient());
        candidates.keepOnly(choice);
    }

    ConvolutionPlan.Choice measure(int batch) {
        return candidates.chosen(batch, !first);
    }

    ConvolutionPlan.Choice answeringRule() {
        return candidates.answeringRule();
    }

    ConvolutionPlan.Choice rule() {
        return candidates.rule();
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = forward.forward(batch, pass.training() && forward == kernelGradient);
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
        input = null;
        output = null;
        Tensor ofSums = rectified ? torch.threshold_backward(gradient, activated, Tensors.scalar(0)) : gradient;
        kernelGradient.kernelGradient(batch, ofSums);
        return first ? gradient : inputGradient.inputGradient(ofSums);
    }

    @Override
    public boolean reusesInput() {
        return false;
    }

    @Override
    public boolean reusesGradient() {
        return false;
    }

    @Override
    public void close() {
        candidates.close();
    }
}
