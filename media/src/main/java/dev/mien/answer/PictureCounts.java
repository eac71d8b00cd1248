package dev.mien.answer;

import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the answers of a batch of pictures. */
public final class PictureCounts {
    /** By their place in the label set. */
    private final Map<Integer, Count> emotions = new TreeMap<>();

    private int pictures;
    private int withFaces;
    private int unread;
    private int faces;
    private int unsure;

    private record Count(String name, int faces) {
        Count plus(Count other) {
            return new Count(name, faces + other.faces);
        }
    }

    /** Counts a picture. */
    public void add(PictureAnswer answer) {
        pictures++;
        unread += answer.wasRead() ? 0 : 1;
        withFaces += answer.faces().isEmpty() ? 0 : 1;
        for (Recognition face : answer.faces()) {
            faces++;
            unsure += face.isUnsure() ? 1 : 0;
            int place = face.scores().labels().labels().indexOf(face.label());
            emotions.merge(place, new Count(face.label().name(), 1), Count::plus);
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
        String counts = emotions.values().stream()
                .sorted(Comparator.comparingInt((Count count) -> -count.faces()))
                .map(count -> String.format(Locale.ROOT, "%s %,d", count.name(), count.faces()))
                .collect(Collectors.joining(", "));
        return counts + (unsure > 0 ? String.format(Locale.ROOT, "; %,d unsure", unsure) : "");
    }
}
