package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.Weights;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Stops a training whose validation accuracy has not risen for a number of epochs, as Keras' callback of that name does with
 * {@code monitor="val_accuracy"}, and keeps the weights of the best epoch. The model goes on with the last ones: where Keras'
 * {@code restore_best_weights=True} is wanted, {@link #bestWeights} are to be loaded when the training has ended.
 */
public final class EarlyStopping implements Callback {
    private final int patience;
    private double best = Double.NEGATIVE_INFINITY;
    private int bestEpoch;
    private int waited;
    private Optional<Weights> bestWeights = Optional.empty();

    /** @param patience epochs without improvement after which to stop, at least 1 */
    public EarlyStopping(int patience) {
        if (patience < 1) {
            throw new InvalidInputException("patience is " + patience + ", expected at least 1");
        }
        this.patience = patience;
    }

    /** Counts as if it had seen the past epochs; their weights it has not seen. */
    @Override
    public Verdict onResume(History past) {
        Verdict verdict = Verdict.CONTINUE;
        for (EpochResult result : past.epochs()) {
            improves(result);
            verdict = verdict();
        }
        return verdict;
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        if (improves(result)) {
            bestWeights = Optional.of(weights.get());
        }
        return verdict();
    }

    private boolean improves(EpochResult result) {
        boolean better = result.validationAccuracy() > best;
        if (better) {
            best = result.validationAccuracy();
            bestEpoch = result.epoch();
        }
        waited = better ? 0 : waited + 1;
        return better;
    }

    private Verdict verdict() {
        return waited >= patience ? Verdict.STOP : Verdict.CONTINUE;
    }

    /** The weights of the best epoch since the training began or was resumed; empty if none was better than those before. */
    public Optional<Weights> bestWeights() {
        return bestWeights;
    }

    /** The best epoch so far, from 1; empty before the first. */
    public OptionalInt bestEpoch() {
        return bestEpoch > 0 ? OptionalInt.of(bestEpoch) : OptionalInt.empty();
    }
}
