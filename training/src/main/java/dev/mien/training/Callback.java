package dev.mien.training;

import dev.mien.nn.Weights;
import java.util.function.Supplier;

/**
 * Watches a training and may end it. Printing, saving and early stopping are callbacks. The loop of the training does
 * not know them.
 */
public interface Callback {

    /** A callback's answer. */
    enum Verdict {
        CONTINUE,
        STOP
    }

    /**
     * The progress of a training within an epoch.
     *
     * @param epoch from 1
     * @param epochs the largest number of epochs
     * @param seen the number of training samples in this epoch so far
     * @param samples the number of samples in the epoch
     * @param loss the mean loss over the samples so far, penalties included
     * @param accuracy the accuracy over the samples so far, 0 to 1
     * @param seconds the seconds that this epoch has taken so far
     * @param penalty the part of the loss that is the penalty on the weights
     */
    record Progress(
            int epoch,
            int epochs,
            int seen,
            int samples,
            double loss,
            double accuracy,
            double seconds,
            double penalty) {

        /** The progress of a training without a penalty. */
        public Progress(int epoch, int epochs, int seen, int samples, double loss, double accuracy, double seconds) {
            this(epoch, epochs, seen, samples, loss, accuracy, seconds, 0);
        }

        /** The samples per second in this epoch so far. */
        public double imagesPerSecond() {
            return seen / Math.max(seconds, 1e-9);
        }
    }

    /**
     * Called before the first step of a training that goes on from a checkpoint, with the epochs that are done. STOP
     * says that the training has already ended.
     */
    default Verdict onResume(History past) {
        return Verdict.CONTINUE;
    }

    /** Called after each step. STOP ends the training before the next step. The unfinished epoch then has no result. */
    default Verdict onBatch(Progress progress) {
        return Verdict.CONTINUE;
    }

    /** Called after each epoch's validation. STOP ends the training. */
    default Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        return Verdict.CONTINUE;
    }

    /**
     * Called before the first step, and after each epoch when all callbacks have had its result. The checkpoint is the
     * state to go on from.
     */
    default void onCheckpoint(Supplier<Checkpoint> checkpoint) {}
}
