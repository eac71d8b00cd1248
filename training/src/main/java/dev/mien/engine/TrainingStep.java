package dev.mien.engine;

import dev.mien.nn.Head;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One step of training, over and over: forward, loss, backward, update. Owns the optimizer's state. */
public final class TrainingStep {
    private Network network;
    private final Optimizer optimizer;
    private final Optional<Refinement.SharpnessAware> sharpness;

    /**
     * What a batch came to.
     *
     * @param lossTotal cross-entropy of the first head summed over the samples, before the step's update
     * @param otherHeads the same of the other heads
     * @param penalty the weights' part of the loss, before the update
     * @param correct number of samples classified correctly by the first head
     */
    public record Result(double lossTotal, double otherHeads, double penalty, int correct) {}

    /**
     * Where in a training a step stands.
     *
     * @param learningRate above 0
     * @param progress share of all steps that has been made, 0 to 1
     * @param seed of the step's dropout
     */
    public record Moment(double learningRate, double progress, long seed) {}

    public TrainingStep(Network network, OptimizerSpec optimizer, Refinements refinements) {
        this.network = network;
        this.optimizer = new Optimizer(optimizer, refinements, network.parameters(), network.workers());
        this.sharpness = refinements.get(Refinement.SharpnessAware.class);
    }

    /**
     * Computes on another network of the same parameters from now on.
     *
     * @see Network#on
     */
    public void use(Network other) {
        if (other.parameters() != network.parameters()) {
            throw new IllegalArgumentException("the other network has parameters of its own");
        }
        network = other;
    }

    /** Learns from a batch at the beginning of a training; see {@link #run(float[], float[], int, Moment)}. */
    public Result run(float[] inputs, float[] targets, int count, double learningRate, long seed) {
        return run(inputs, targets, count, new Moment(learningRate, 0, seed));
    }

    /**
     * Learns from a batch.
     *
     * @param inputs scaled pixels, sample after sample
     * @param targets samples x outputs, for each head a distribution times the weight of the sample at that head
     * @param count samples in the batch, at least 1; the arrays may be longer
     */
    public Result run(float[] inputs, float[] targets, int count, Moment moment) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.begin();
            SoftmaxCrossEntropy loss = gradients(inputs, targets, count, moment.seed());
            sharpness
                    .filter(wanted -> wanted.isOn(moment.progress()))
                    .ifPresent(
                            wanted -> climbAndReturn(wanted, () -> gradients(inputs, targets, count, moment.seed())));
            double penalty = optimizer.step(moment.learningRate(), moment.progress());
            network.parameters().refreshWorkingCopy();
            return new Result(loss.total(), loss.others(), penalty, loss.correct());
        }
    }

    /** Fills the gradients from a batch. */
    private SoftmaxCrossEntropy gradients(float[] inputs, float[] targets, int count, long seed) {
        List<Head> heads = network.architecture().heads();
        try (PointerScope scope = new PointerScope()) {
            Tensor outputs = network.forward(inputs, count, new Pass(true, seed));
            SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.of(Tensors.toArray(outputs), targets, count, heads);
            network.backward(torch.from_blob(
                    new FloatPointer(loss.gradient()),
                    new long[] {count, network.architecture().outputs()}));
            return loss;
        }
    }

    /** Takes the gradients where the loss is larger; values and moving statistics are then what they were. */
    private void climbAndReturn(Refinement.SharpnessAware wanted, Runnable gradients) {
        ParameterStore parameters = network.parameters();
        double norm = optimizer.gradientNorm();
        if (norm == 0) {
            return;
        }
        Tensor values = parameters.values().clone();
        Tensor statistics = parameters.statistics().clone();
        optimizer.climb(wanted.radius() / norm);
        parameters.refreshWorkingCopy();
        gradients.run();
        parameters.values().copy_(values);
        parameters.statistics().copy_(statistics);
    }

    /**
     * Puts the weights' average in the place of the weights, and when called again the weights back in theirs. Nothing where no average
     * is kept.
     */
    public void exchangeAverage() {
        optimizer.average().ifPresent(average -> {
            average.exchange();
            network.parameters().refreshWorkingCopy();
        });
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
