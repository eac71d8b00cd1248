package dev.mien.export;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a Keras file does not say.
 *
 * @param labels the meaning of the network's outputs in order
 * @param scaling of the grey levels
 */
public record KerasReading(List<String> labels, Scaling scaling) {
    public KerasReading {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new InvalidInputException("labels need different names, got " + labels);
        }
    }

    /** The emotion of each label, if the labels are the seven emotions of Mien. */
    Optional<List<Emotion>> emotions() {
        List<Emotion> emotions =
                labels.stream().map(Emotion::parse).flatMap(Optional::stream).toList();
        return emotions.size() == labels.size() && new HashSet<>(emotions).size() == Emotion.COUNT
                ? Optional.of(emotions)
                : Optional.empty();
    }
}
