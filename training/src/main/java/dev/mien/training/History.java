package dev.mien.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The epochs of a training, in order. */
public record History(List<EpochResult> epochs) {
    public History {
        epochs = List.copyOf(epochs);
    }

    public boolean isEmpty() {
        return epochs.isEmpty();
    }

    /** The epoch after which there is no other. */
    public Optional<EpochResult> last() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    /** The epoch with the highest validation accuracy, the earliest of equals. */
    public Optional<EpochResult> best() {
        return epochs.stream()
                .max(Comparator.comparingDouble(EpochResult::validationAccuracy)
                        .thenComparing(
                                Comparator.comparingInt(EpochResult::epoch).reversed()));
    }
}
