package dev.mien.answer;

import dev.mien.Emotion;
import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts the answers of a batch of pictures. */
public final class PictureCounts {
    private final Map<Emotion, Integer> emotions = new EnumMap<>(Emotion.class);
    private int pictures;
    private int withFaces;
    private int unread;
    private int faces;
    private int unsure;

    /** Counts a picture. */
    public void add(PictureAnswer answer) {
        pictures++;
        unread += answer.wasRead() ? 0 : 1;
        withFaces += answer.faces().isEmpty() ? 0 : 1;
        for (Recognition face : answer.faces()) {
            faces++;
            unsure += face.isUnsure() ? 1 : 0;
            emotions.merge(face.emotion(), 1, Integer::sum);
        }
    }

    /** A line for people; empty for less than two pictures, which need none. */
    public Optional<String> line() {
        if (pictures < 2) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d %s in %,d of them", faces, faces == 1 ? "face" : "faces", withFaces));
        int without = pictures - withFaces - unread;
        if (without > 0) {
            parts.add(String.format(Locale.ROOT, "%,d without a face", without));
        }
        if (unread > 0) {
            parts.add(String.format(Locale.ROOT, "%,d not read", unread));
        }
        String line = String.format(Locale.ROOT, "%,d pictures: ", pictures) + String.join(", ", parts);
        return Optional.of(faces == 0 ? line : line + ". " + emotions());
    }

    private String emotions() {
        String counts = emotions.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Emotion, Integer> entry) -> -entry.getValue()))
                .map(entry ->
                        String.format(Locale.ROOT, "%s %,d", entry.getKey().label(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return counts + (unsure > 0 ? String.format(Locale.ROOT, "; %,d unsure", unsure) : "");
    }
}
