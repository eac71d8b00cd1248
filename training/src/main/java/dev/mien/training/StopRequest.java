package dev.mien.training;

import dev.mien.nn.Weights;
import java.util.function.Supplier;

/** Ends a training at the request of another thread, after the step in progress. */
public final class StopRequest implements Callback {
    private volatile boolean requested;

    /** Asks for the end of the training, and returns at once. */
    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    @Override
    public Verdict onBatch(Progress progress) {
        return requested ? Verdict.STOP : Verdict.CONTINUE;
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        return requested ? Verdict.STOP : Verdict.CONTINUE;
    }
}
