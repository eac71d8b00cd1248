package dev.mien.export;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.Scaling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a Keras file does not say.
 *
 * @param labels the meaning of the network's outputs in order
 * @param scaling of the grey levels
 * @param ordered whether answers for the seven emotions are put into their order in {@link Emotion}
 */
public record KerasReading(List<String> labels, Scaling scaling, boolean ordered) {
    /** Puts answers for the seven emotions into their order in {@link Emotion}. */
    public KerasReading(List<String> labels, Scaling scaling) {
        this(labels, scaling, true);
    }

    /** A reading that keeps the order of the classes. */
    public static KerasReading of(LabelSet labels, Scaling scaling) {
        return new KerasReading(labels.names(), scaling, false);
    }

    public KerasReading {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new InvalidInputException("labels need different names, got " + labels);
        }
    }

    /** The classes of the imported network: the seven emotions in Mien's order, or else the labels in their order. */
    LabelSet labelSet() {
        return isOfEmotions() ? LabelSet.FER2013 : LabelSet.ofNames(labels);
    }

    /** For each class of the imported network its place among the labels. */
    List<Integer> places() {
        List<Optional<Emotion>> emotions = labels.stream().map(Emotion::parse).toList();
        return isOfEmotions()
                ? Emotion.all().stream()
                        .map(emotion -> emotions.indexOf(Optional.of(emotion)))
                        .toList()
                : IntStream.range(0, labels.size()).boxed().toList();
    }

    private boolean isOfEmotions() {
        List<Emotion> emotions =
                labels.stream().map(Emotion::parse).flatMap(Optional::stream).toList();
        return ordered && labels.size() == Emotion.COUNT && new HashSet<>(emotions).size() == Emotion.COUNT;
    }
}
