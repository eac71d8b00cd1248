package dev.mien.training;

import java.util.Locale;
import java.util.Optional;

/** The weights that a run keeps. If a run averages its weights, these are the averages. */
public enum KeptWeights {
    /**
     * The weights of the epoch with the best validation accuracy. A score on the same rows is then too good, because
     * these rows made the choice.
     */
    BEST("the best on the validation rows"),
    /** The weights of the last epoch, whatever its score. The validation rows then have no influence. */
    LAST("the last one, not chosen by the validation rows");

    private final String words;

    KeptWeights(String words) {
        this.words = words;
    }

    /** The lower-case name in files and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kept epoch in words. */
    public String words() {
        return words;
    }

    /** The epoch whose weights a training has kept so far. It is empty before the first epoch. */
    public Optional<EpochResult> of(History history) {
        return this == BEST ? history.best() : history.last();
    }
}
