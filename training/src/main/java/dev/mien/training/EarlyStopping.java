package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.Weights;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Stops a training whose validation accuracy has not risen for a number of epochs, and keeps the weights of the best epoch, as
 * Keras' callback of that name does with {@code monitor="val_accuracy", restore_best_weights=True}.
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

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        if (result.validationAccuracy() > best) {
            best = result.validationAccuracy();
            bestEpoch = result.epoch();
            bestWeights = Optional.of(weights.get());
            waited = 0;
            return Verdict.CONTINUE;
        }
        waited++;
        return waited >= patience ? Verdict.STOP : Verdict.CONTINUE;
    }

    /** The weights of the best epoch so far; empty before the first. */
    public Optional<Weights> bestWeights() {
        return bestWeights;
    }

    /** The best epoch so far, from 1; empty before the first. */
    public OptionalInt bestEpoch() {
        return bestWeights.isPresent() ? OptionalInt.of(bestEpoch) : OptionalInt.empty();
    }
}
