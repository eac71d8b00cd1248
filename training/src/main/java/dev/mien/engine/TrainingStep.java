package dev.mien.engine;

import dev.mien.io.NativeCalls;
import dev.mien.nn.Head;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Makes the steps of a training: forward, loss, backward, update. It owns the state of the optimizer. */
public final class TrainingStep {
    private Network network;
    private final Optimizer optimizer;
    private final Optional<Refinement.SharpnessAware> sharpness;

    /**
     * The results for a batch.
     *
     * @param lossTotal the cross-entropy of the first head, summed over the samples, before the step's update
     * @param otherHeads the same for the other heads
     * @param penalty the part of the loss that depends only on the weights, before the update
     * @param correct the number of samples that the first head classifies correctly
     */
    public record Result(double lossTotal, double otherHeads, double penalty, int correct) {}

    /**
     * The place of a step within a training.
     *
     * @param learningRate above 0
     * @param progress the share of all steps that has been made, 0 to 1
     * @param seed the seed of the step's dropout
     */
    public record Moment(double learningRate, double progress, long seed) {}

    public TrainingStep(Network network, OptimizerSpec optimizer, Refinements refinements) {
        this.network = network;
        this.optimizer = new Optimizer(optimizer, refinements, network.parameters(), network.workers());
        this.sharpness = refinements.get(Refinement.SharpnessAware.class);
    }

    /**
     * Computes on another network with the same parameters from now on.
     *
     * @see Network#on
     */
    public void use(Network other) {
        if (other.parameters() != network.parameters()) {
            throw new IllegalArgumentException("the other network has parameters of its own");
        }
        network = other;
    }

    /** Learns from a batch as at the beginning of a training, see {@link #run(float[], float[], int, Moment)}. */
    public Result run(float[] inputs, float[] targets, int count, double learningRate, long seed) {
        return run(inputs, targets, count, new Moment(learningRate, 0, seed));
    }

    /**
     * Learns from a batch.
     *
     * @param inputs scaled pixels, sample after sample
     * @param targets samples x outputs; for each head a distribution times the weight of the sample at that head
     * @param count the number of samples in the batch, at least 1; the arrays may be longer
     */
    public Result run(float[] inputs, float[] targets, int count, Moment moment) {
        return NativeCalls.during(() -> learn(inputs, targets, count, moment));
    }

    private Result learn(float[] inputs, float[] targets, int count, Moment moment) {
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

    /** Computes the gradients for a batch. */
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

    /**
     * Computes the gradients at a point where the loss is larger. Afterwards the values and the moving statistics are
     * the same as before.
     */
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
     * Exchanges the weights with their average. A second call exchanges them back. Without an average nothing happens.
     */
    public void exchangeAverage() {
        optimizer.average().ifPresent(average -> {
            average.exchange();
            network.parameters().refreshWorkingCopy();
        });
    }

    /** A copy of the optimizer's state. */
    public OptimizerState optimizerState() {
        return optimizer.state();
    }

    /** Gives the optimizer an earlier state. */
    public void restore(OptimizerState state) {
        optimizer.restore(state);
    }
}
