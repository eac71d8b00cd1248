package dev.mien.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One step of training, over and over: forward, loss, backward, update. Owns the optimizer's state. */
public final class TrainingStep {
    private final Network network;
    private final Optimizer optimizer;

    /**
     * What a batch came to.
     *
     * @param lossTotal cross-entropy summed over the samples, before the step's update
     * @param penalty the weights' part of the loss, before the update
     * @param correct number of samples classified correctly
     */
    public record Result(double lossTotal, double penalty, int correct) {}

    public TrainingStep(Network network, OptimizerSpec optimizer) {
        this.network = network;
        this.optimizer = new Optimizer(optimizer, network.parameters(), network.workers());
    }

    /**
     * Learns from a batch.
     *
     * @param inputs scaled pixels, sample after sample
     * @param targets samples x classes, each row a distribution
     * @param count samples in the batch, at least 1; the arrays may be longer
     * @param learningRate above 0
     * @param seed of the step's dropout
     */
    public Result run(float[] inputs, float[] targets, int count, double learningRate, long seed) {
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = network.forward(inputs, count, new Pass(true, seed));
            int classes = network.classes();
            SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.of(Tensors.toArray(outputs), targets, count, classes);
            network.backward(torch.from_blob(new FloatPointer(loss.gradient()), new long[] {count, classes}));
            double penalty = optimizer.step(learningRate);
            network.parameters().refreshWorkingCopy();
            return new Result(loss.total(), penalty, loss.correct());
        }
    }

    /** A copy of what the optimizer remembers. */
    public OptimizerState optimizerState() {
        return optimizer.state();
    }

    /** Puts the optimizer where it stood. */
    public void restore(OptimizerState state) {
        optimizer.restore(state);
    }
}
