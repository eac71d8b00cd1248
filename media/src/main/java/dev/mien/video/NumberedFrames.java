package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.people.FaceEmbedding;
import dev.mien.people.People;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives the faces of a video's frames the numbers of their people. A number follows from the mean of up to
 * {@value TrackLooks#ENOUGH} looks, so the frames wait for it: at most a second, and at most so many bytes of pictures.
 * Tracks that a frame shows together are different people. Not thread-safe.
 */
final class NumberedFrames {
    /** The most bytes of pictures that wait: ten frames of a 4K video. */
    private static final long MOST_BYTES = 256 << 20;

    /** With little memory, this part of it. */
    private static final int SHARE_OF_MEMORY = 8;

    /** Seconds after which a track out of sight is forgotten. The tracker gives it up earlier. */
    private static final double MEMORY = 60;

    private final Optional<PeopleGrouping> grouping;
    private final Consumer<TrackedFrame> listener;
    private final long mostBytes;
    private final Map<Integer, TrackLooks> tracks = new TreeMap<>();
    private final Deque<TrackedFrame> waiting = new ArrayDeque<>();
    private long bytes;

    /** @param grouping without one, the frames go on as they are */
    NumberedFrames(Optional<PeopleGrouping> grouping, Consumer<TrackedFrame> listener) {
        this(grouping, listener, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    }

    NumberedFrames(Optional<PeopleGrouping> grouping, Consumer<TrackedFrame> listener, long mostBytes) {
        this.grouping = grouping;
        this.listener = listener;
        this.mostBytes = mostBytes;
    }

    /** Takes the next frame. The listener gets those whose people are known. */
    void accept(TrackedFrame frame) {
        if (grouping.isEmpty()) {
            listener.accept(frame);
            return;
        }
        double time = frame.time();
        see(frame);
        look(grouping.get(), frame);
        number(grouping.get(), track -> track.isDue(time));
        waiting.add(frame);
        bytes += bytes(frame);
        release(track -> track.isSettled(time));
        while (bytes > mostBytes) {
            Set<Integer> first = numbers(waiting.element());
            number(grouping.get(), track -> track.person().isEmpty() && track.hasLooks() && isIn(first, track));
            pass(waiting.remove());
        }
        tracks.values().removeIf(track -> track.lastSeen() < time - MEMORY);
    }

    /** Lets the last frames go. */
    void finish() {
        grouping.ifPresent(people -> number(people, track -> track.person().isEmpty() && track.hasLooks()));
        release(track -> true);
    }

    private void see(TrackedFrame frame) {
        Set<Integer> all = numbers(frame);
        all.forEach(number -> tracks.computeIfAbsent(number, unseen -> new TrackLooks(frame.time()))
                .see(frame.time(), all));
    }

    private static Set<Integer> numbers(TrackedFrame frame) {
        return frame.faces().stream().map(TrackedFace::track).collect(Collectors.toSet());
    }

    private boolean isIn(Set<Integer> numbers, TrackLooks track) {
        return numbers.stream().anyMatch(number -> tracks.get(number) == track);
    }

    private void look(PeopleGrouping people, TrackedFrame frame) {
        List<TrackedFace> wanted = frame.faces().stream()
                .filter(face -> !face.predicted() && PeopleGrouping.showsEnough(face.recognition()))
                .filter(face -> track(face).wantsLook(frame.time()))
                .toList();
        List<FaceEmbedding> looks = people.looks(
                frame.picture(), wanted.stream().map(TrackedFace::recognition).toList());
        for (int i = 0; i < looks.size(); i++) {
            TrackLooks track = track(wanted.get(i));
            if (track.person().isPresent()) {
                people.add(track.person().getAsInt(), looks.get(i));
                track.noteLook(frame.time());
            } else {
                track.look(frame.time(), looks.get(i));
            }
        }
    }

    private TrackLooks track(TrackedFace face) {
        return tracks.getOrDefault(face.track(), new TrackLooks(0));
    }

    /** Numbers all tracks of a kind together, so that each gets the nearest person. */
    private void number(PeopleGrouping people, Predicate<TrackLooks> which) {
        List<Map.Entry<Integer, TrackLooks>> due = tracks.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        List<Integer> numbers =
                people.number(due.stream().map(entry -> sighting(entry, due)).toList());
        for (int i = 0; i < due.size(); i++) {
            due.get(i).getValue().settle(numbers.get(i));
        }
    }

    private People.Sighting sighting(Map.Entry<Integer, TrackLooks> one, List<Map.Entry<Integer, TrackLooks>> due) {
        Set<Integer> together = one.getValue().together();
        Set<Integer> strangers = together.stream()
                .flatMap(other -> Optional.ofNullable(tracks.get(other)).stream())
                .flatMapToInt(other -> other.person().stream())
                .boxed()
                .collect(Collectors.toSet());
        Set<Integer> apart = IntStream.range(0, due.size())
                .filter(i -> due.get(i) != one && together.contains(due.get(i).getKey()))
                .boxed()
                .collect(Collectors.toSet());
        return one.getValue().sighting(strangers, apart);
    }

    private void release(Predicate<TrackLooks> settled) {
        while (!waiting.isEmpty()
                && waiting.element().faces().stream().map(this::track).allMatch(settled)) {
            pass(waiting.remove());
        }
    }

    private void pass(TrackedFrame frame) {
        bytes -= bytes(frame);
        List<TrackedFace> faces = new ArrayList<>();
        for (TrackedFace face : frame.faces()) {
            Recognition numbered = face.recognition().withPerson(track(face).person());
            faces.add(new TrackedFace(face.track(), numbered, face.predicted()));
        }
        listener.accept(new TrackedFrame(frame.number(), frame.time(), frame.picture(), faces));
    }

    private static long bytes(TrackedFrame frame) {
        return (long) RgbImage.CHANNELS
                * frame.picture().width()
                * frame.picture().height();
    }
}
