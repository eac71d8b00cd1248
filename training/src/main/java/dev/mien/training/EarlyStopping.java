package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.Weights;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Stops a training whose validation accuracy has not risen for a number of epochs, and keeps the weights of the best
 * epoch. It follows Keras' callback with {@code monitor="val_accuracy"}. After the training, the model has the last
 * weights. To get the effect of Keras' {@code restore_best_weights=True}, load {@link #bestWeights}.
 */
public final class EarlyStopping implements Callback {
    private final int patience;
    private double best = Double.NEGATIVE_INFINITY;
    private int bestEpoch;
    private int waited;
    private Optional<Weights> bestWeights = Optional.empty();

    /** @param patience the number of epochs without improvement after which the training stops, at least 1 */
    public EarlyStopping(int patience) {
        if (patience < 1) {
            throw new InvalidInputException("patience is " + patience + ", expected at least 1");
        }
        this.patience = patience;
    }

    /** Counts the past epochs as its own. It does not know their weights. */
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

    /**
     * The weights of the best epoch since the training began or was resumed. They are empty if no epoch was better than
     * those before.
     */
    public Optional<Weights> bestWeights() {
        return bestWeights;
    }

    /** The best epoch so far, from 1. It is empty before the first epoch. */
    public OptionalInt bestEpoch() {
        return bestEpoch > 0 ? OptionalInt.of(bestEpoch) : OptionalInt.empty();
    }
}
