package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;

/** Convolution. It also computes the ReLU where the next module does not do so. */
final class ConvolutionModule implements Module, AutoCloseable {
    private final ConvolutionAlgorithms candidates;
    private final Rectification rectification;
    private final boolean first;
    private ConvolutionAlgorithm forward;
    private ConvolutionAlgorithm kernelGradient;
    private ConvolutionAlgorithm inputGradient;

    /**
     * @param rectified whether this module computes the ReLU
     * @param first whether the input is the picture, whose gradient is not needed
     */
    ConvolutionModule(ConvolutionAlgorithms candidates, boolean rectified, boolean first) {
        this.candidates = candidates;
        this.forward = candidates.direct();
        this.kernelGradient = forward;
        this.inputGradient = forward;
        this.rectification = new Rectification(rectified);
        this.first = first;
    }

    /** Uses other algorithms from the next forward pass on. */
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
        return rectification.forward(batch, sums, pass);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Rectification.Begin begin = rectification.backward(gradient);
        kernelGradient.kernelGradient(begin.input(), begin.ofSums());
        return first ? gradient : inputGradient.inputGradient(begin.ofSums());
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
