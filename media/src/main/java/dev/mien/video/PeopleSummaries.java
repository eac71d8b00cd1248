package dev.mien.video;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.util.EnumMap;
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
        private Optional<Emotion> strongest = Optional.empty();
        private final double[] sums = new double[Emotion.COUNT];
        private final double[] peaks = new double[Emotion.COUNT];
        private final double[] times = new double[Emotion.COUNT];

        Person(double first) {
            this.first = first;
        }

        void add(double time, double shown, Recognition face) {
            EmotionScores scores = face.scores();
            number = face.person().isPresent() ? face.person() : number;
            last = time;
            seconds += shown;
            frames++;
            for (int i = 0; i < sums.length; i++) {
                double score = scores.of(Emotion.ofCode(i));
                sums[i] += shown * score;
                peaks[i] = Math.max(peaks[i], score);
            }
            Emotion now = scores.emotion();
            times[now.code()] += shown;
            changes += strongest.filter(before -> before != now).isPresent() ? 1 : 0;
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
                    new EmotionScores(mean),
                    byEmotion(peaks, 1),
                    byEmotion(times, seconds),
                    changes,
                    number);
        }

        private static Map<Emotion, Double> byEmotion(double[] values, double whole) {
            Map<Emotion, Double> map = new EnumMap<>(Emotion.class);
            Emotion.all().forEach(emotion -> map.put(emotion, values[emotion.code()] / whole));
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
            frame.faces.forEach(face -> people.computeIfAbsent(face.track(), track -> new Person(frame.time))
                    .add(frame.time, shown, face.recognition()));
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
