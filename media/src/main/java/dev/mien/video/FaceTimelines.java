package dev.mien.video;

import dev.mien.drawing.TimelineChart;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Collects the data of a {@link TimelineChart} while a video is read: the scores of each track, and the largest and
 * surest picture of its face. Frames that were not searched are left out.
 *
 * <p>Beyond {@value #MOST_TRACKS} tracks the shortest are dropped. Not thread-safe.
 */
public final class FaceTimelines implements Consumer<TrackedFrame> {
    static final int MOST_TRACKS = 256;

    /** The most people in a chart. */
    private static final int SHOWN = 24;

    private static final int FACE = 128;
    private static final double MARGIN = 0.25;
    private static final double BETTER = 1.2;

    private final Map<Integer, Person> people = new TreeMap<>();
    private long frames;

    private static final class Person {
        private long lastFrame;

        private final ScoreHistory history = new ScoreHistory();
        private double worth;
        private Optional<BufferedImage> face = Optional.empty();

        Person seenIn(long frame) {
            lastFrame = frame;
            return this;
        }
    }

    @Override
    public void accept(TrackedFrame frame) {
        frames++;
        for (TrackedFace face : frame.faces()) {
            if (!face.predicted()) {
                Person person = people.computeIfAbsent(face.track(), number -> new Person());
                add(person, frame, face.recognition(), person.lastFrame < frames - 1);
            }
            people.computeIfPresent(face.track(), (number, person) -> person.seenIn(frames));
        }
        if (people.size() > MOST_TRACKS) {
            people.keySet().retainAll(longest(MOST_TRACKS / 2));
        }
    }

    /** @param begins whether the frame before did not show the person */
    private static void add(Person person, TrackedFrame frame, Recognition found, boolean begins) {
        person.history.add(frame.time(), found.scores(), begins);
        double worth = found.box().area() * found.detectionScore();
        if (worth > BETTER * person.worth) {
            person.worth = worth;
            person.face = Optional.of(cut(frame.picture(), found.box()));
        }
    }

    /** The numbers of the tracks in sight the longest. */
    private Set<Integer> longest(int count) {
        Comparator<Map.Entry<Integer, Person>> shortestFirst =
                Comparator.comparingDouble(entry -> entry.getValue().history.seconds());
        return people.entrySet().stream()
                .sorted(shortestFirst.reversed())
                .limit(count)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A square around a face, cut at the picture's border. */
    private static BufferedImage cut(RgbImage picture, Box box) {
        double wanted = (1 + 2 * MARGIN) * Math.max(box.width(), box.height());
        int side = (int) Math.max(1, Math.min(wanted, Math.min(picture.width(), picture.height())));
        int left = within(box.x() + box.width() / 2 - side / 2.0, picture.width() - side);
        int top = within(box.y() + box.height() / 2 - side / 2.0, picture.height() - side);
        byte[] pixels = new byte[side * side * RgbImage.CHANNELS];
        byte[] row = new byte[side * RgbImage.CHANNELS];
        for (int y = 0; y < side; y++) {
            picture.copyRow(left, top + y, side, row);
            System.arraycopy(row, 0, pixels, y * row.length, row.length);
        }
        return RgbImage.of(side, side, pixels).resized(FACE, FACE).toBufferedImage();
    }

    private static int within(double value, int most) {
        return (int) Math.max(0, Math.min(Math.round(value), most));
    }

    /**
     * The chart of the {@value #SHOWN} people in sight the longest.
     *
     * @param seconds length of the video
     */
    public BufferedImage chart(String title, double seconds) {
        Set<Integer> shown = longest(SHOWN);
        List<TimelineChart.Track> tracks = people.entrySet().stream()
                .filter(entry -> shown.contains(entry.getKey()))
                .map(entry -> track(entry.getKey(), entry.getValue()))
                .toList();
        String which = people.size() > SHOWN ? ": the " + SHOWN + " people longest in sight" : "";
        return TimelineChart.of(title + which, seconds, tracks);
    }

    private static TimelineChart.Track track(int number, Person person) {
        return new TimelineChart.Track(
                "Person " + number,
                person.history.times(),
                person.history.scores(),
                person.face,
                person.history.beginnings());
    }
}
