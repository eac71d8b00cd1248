package dev.mien.video;

import dev.mien.EmotionScores;
import dev.mien.Label;
import dev.mien.LabelSet;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Sums up each person of a video while it is read. A frame is shown until the next one, so it is added when that one's
 * time is known. Not thread-safe.
 */
final class PeopleSummaries {
    /** The shortest time that a frame is shown, so that each frame counts. */
    private static final double LEAST_SECONDS = 1e-6;

    private final Map<Integer, Person> people = new TreeMap<>();
    private Optional<Waiting> waiting = Optional.empty();
    private long frames;

    /** A frame whose end is not known yet. */
    private record Waiting(double time, List<TrackedFace> faces) {}

    private static final class Person {
        private final double first;
        private double last;
        private double seconds;
        private long frames;
        private int changes;
        private OptionalInt number = OptionalInt.empty();
        private Optional<Label> strongest = Optional.empty();
        private final LabelSet labels;
        private final double[] sums;
        private final double[] peaks;
        private final double[] times;

        Person(double first, LabelSet labels) {
            this.first = first;
            this.labels = labels;
            this.sums = new double[labels.size()];
            this.peaks = new double[labels.size()];
            this.times = new double[labels.size()];
        }

        void add(double time, double shown, Recognition face) {
            EmotionScores scores = face.scores();
            number = face.person().isPresent() ? face.person() : number;
            last = time;
            seconds += shown;
            frames++;
            double[] values = scores.values();
            for (int i = 0; i < sums.length; i++) {
                double score = values[i];
                sums[i] += shown * score;
                peaks[i] = Math.max(peaks[i], score);
            }
            Label now = scores.label();
            times[labels.labels().indexOf(now)] += shown;
            changes += strongest.filter(before -> !before.equals(now)).isPresent() ? 1 : 0;
            strongest = Optional.of(now);
        }

        PersonSummary summary(int track, long all) {
            double[] mean = new double[sums.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = Math.min(1, sums[i] / seconds);
            }
            return new PersonSummary(
                    track,
                    new PersonSummary.Presence(first, last, seconds, frames, frames / (double) all),
                    new EmotionScores(labels, mean),
                    byLabel(peaks, 1),
                    byLabel(times, seconds),
                    changes,
                    number);
        }

        private Map<Label, Double> byLabel(double[] values, double whole) {
            Map<Label, Double> map = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                map.put(labels.label(i), values[i] / whole);
            }
            return map;
        }
    }

    /** Takes the next frame. */
    void add(double time, List<TrackedFace> faces) {
        flush(time);
        frames++;
        waiting = Optional.of(new Waiting(time, faces));
    }

    private void flush(double until) {
        waiting.ifPresent(frame -> {
            double shown = Math.max(LEAST_SECONDS, until - frame.time);
            frame.faces.forEach(face -> {
                LabelSet labels = face.recognition().scores().labels();
                people.computeIfAbsent(face.track(), track -> new Person(frame.time, labels))
                        .add(frame.time, shown, face.recognition());
            });
        });
        waiting = Optional.empty();
    }

    /**
     * The people by their numbers. Nothing can be added afterwards.
     *
     * @param end of the last frame, in seconds
     */
    List<PersonSummary> finish(double end) {
        flush(end);
        return people.entrySet().stream()
                .map(entry -> entry.getValue().summary(entry.getKey(), frames))
                .toList();
    }
}
