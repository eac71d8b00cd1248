package dev.mien.download;

import dev.mien.Emotion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The meaning of a source's class numbers.
 *
 * @param emotions the emotion of each number, from 0
 */
record LabelOrder(List<Emotion> emotions) {
    /** The order of FER2013's CSV. */
    static final LabelOrder CSV = new LabelOrder(Emotion.all());

    /** The order of folders sorted by name, as in Keras and torchvision: neutral comes fifth. */
    static final LabelOrder FOLDERS = new LabelOrder(
            Emotion.all().stream().sorted(Comparator.comparing(Emotion::label)).toList());

    static final List<LabelOrder> IN_CIRCULATION = List.of(CSV, FOLDERS);

    LabelOrder {
        emotions = List.copyOf(emotions);
    }

    /**
     * The order of a source's own list of names.
     *
     * @param place place of the list, for messages
     */
    static LabelOrder named(List<String> names, String place) {
        List<Emotion> emotions =
                names.stream().map(Emotion::parse).flatMap(Optional::stream).toList();
        if (names.size() != Emotion.COUNT || new HashSet<>(emotions).size() != Emotion.COUNT) {
            throw new NotFer2013Exception(
                    place + " names the classes " + names + ", expected the seven emotions " + Emotion.names());
        }
        return new LabelOrder(emotions);
    }

    /** The emotions' names, separated by commas. */
    String words() {
        return emotions.stream().map(Emotion::label).collect(Collectors.joining(", "));
    }
}
