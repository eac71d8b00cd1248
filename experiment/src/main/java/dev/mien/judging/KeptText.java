package dev.mien.judging;

import dev.mien.training.KeptWeights;
import dev.mien.training.ModelFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which weights a model has, as its file tells it. */
final class KeptText {
    private KeptText() {}

    /**
     * The epoch, and by what it was chosen; empty where the file does not tell its epoch.
     *
     * @param details of a model file, or what an exported file has of them
     */
    static Optional<String> of(Map<String, String> details) {
        return Optional.ofNullable(details.get(ModelFile.EPOCH))
                .map(epoch -> "epoch " + epoch + ", " + keep(details).words());
    }

    /** Files that do not tell it were written when all runs kept the best. */
    private static KeptWeights keep(Map<String, String> details) {
        return Optional.ofNullable(details.get(ModelFile.KEEP))
                .map(label -> KeptWeights.valueOf(label.toUpperCase(Locale.ROOT)))
                .orElse(KeptWeights.BEST);
    }
}
