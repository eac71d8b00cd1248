package dev.mien.training;

import java.util.Locale;
import java.util.Optional;

/** Which weights a run keeps; where an average is kept, it is the average that counts. */
public enum KeptWeights {
    /** Those of the epoch with the best validation accuracy. A score on the same rows then flatters by the choice. */
    BEST("the best on the validation rows"),
    /** Those of the last epoch, whatever its score: nothing is chosen by the validation rows. */
    LAST("the last one, not chosen by the validation rows");

    private final String words;

    KeptWeights(String words) {
        this.words = words;
    }

    /** Lower-case name, as files and the command line have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the kept epoch is, in words. */
    public String words() {
        return words;
    }

    /** The epoch whose weights a training has kept so far; empty before the first. */
    public Optional<EpochResult> of(History history) {
        return this == BEST ? history.best() : history.last();
    }
}
