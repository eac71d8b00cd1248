package dev.mien.training;

import dev.mien.nn.Weights;
import java.util.function.Supplier;

/** Watches a training and may end it. Printing, saving and stopping early are callbacks; the loop knows none of them. */
public interface Callback {

    /** A callback's answer. */
    enum Verdict {
        CONTINUE,
        STOP
    }

    /**
     * Where a training stands within an epoch.
     *
     * @param epoch from 1
     * @param epochs at most
     * @param seen training samples of this epoch so far
     * @param samples of the epoch
     * @param loss mean over the samples so far
     * @param accuracy of the samples so far, 0 to 1
     * @param seconds of this epoch so far
     */
    record Progress(int epoch, int epochs, int seen, int samples, double loss, double accuracy, double seconds) {
        /** Samples a second in this epoch so far. */
        public double imagesPerSecond() {
            return seen / Math.max(seconds, 1e-9);
        }
    }

    /**
     * Before the first step of a training that goes on from a checkpoint: the epochs that it has behind it. STOP says that
     * the training had come to its end.
     */
    default Verdict onResume(History past) {
        return Verdict.CONTINUE;
    }

    /** After each step. STOP ends the training before the next step; the unfinished epoch leaves no result. */
    default Verdict onBatch(Progress progress) {
        return Verdict.CONTINUE;
    }

    /** After each epoch's validation. STOP ends the training. */
    default Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        return Verdict.CONTINUE;
    }

    /** Before the first step and after each epoch, when all callbacks have heard of it: the state to go on from. */
    default void onCheckpoint(Supplier<Checkpoint> checkpoint) {}
}
