package dev.mien.answer;

import dev.mien.Emotion;
import dev.mien.MienException;
import dev.mien.PrintableText;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A video for people: when each person was in sight, and the mean emotions of those frames. */
final class TextFrames implements FrameWriter {
    private static final int SHOWN = 3;
    private static final int SECONDS_OF_MINUTE = 60;

    private final Writer target;
    private final String file;
    private final VideoInfo video;
    private final Map<Integer, Person> people = new TreeMap<>();

    private static final class Person {
        private final double first;
        private double last;
        private long frames;
        private final double[] sums = new double[Emotion.COUNT];

        Person(double first) {
            this.first = first;
        }

        void add(double time, TrackedFace face) {
            last = time;
            frames++;
            Emotion.all()
                    .forEach(emotion ->
                            sums[emotion.code()] += face.recognition().scores().of(emotion));
        }

        double mean(Emotion emotion) {
            return sums[emotion.code()] / frames;
        }
    }

    TextFrames(Writer target, String file, VideoInfo video) {
        this.target = target;
        this.file = PrintableText.of(file);
        this.video = video;
    }

    @Override
    public void write(TrackedFrame frame) {
        for (TrackedFace face : frame.faces()) {
            if (!face.predicted()) {
                people.computeIfAbsent(face.track(), number -> new Person(frame.time()))
                        .add(frame.time(), face);
            }
        }
    }

    @Override
    public void end(VideoSummary summary) {
        StringBuilder text = new StringBuilder(heading(summary));
        people.forEach((number, person) -> text.append(line(number, person)));
        summary.problem().ifPresent(problem -> text.append(problem).append('\n'));
        text.append(String.format(Locale.ROOT, "read in %.1f s, %s%n", summary.workSeconds(), summary.speed()));
        try {
            target.write(text.toString());
            target.flush();
        } catch (IOException e) {
            throw new MienException("cannot write the answers: " + e.getMessage(), e);
        }
    }

    private String heading(VideoSummary summary) {
        return String.format(
                Locale.ROOT,
                "%s (%d x %d, %.4g frames a second): %,d frames, %s, %s%n",
                file,
                video.width(),
                video.height(),
                video.frameRate(),
                summary.frames(),
                clock(summary.seconds()),
                people.isEmpty() ? "no face found" : people.size() == 1 ? "1 person" : people.size() + " people");
    }

    private static String line(int number, Person person) {
        List<Emotion> ranked = Emotion.all().stream()
                .sorted(Comparator.comparingDouble(person::mean).reversed())
                .toList();
        String best = ranked.subList(0, SHOWN).stream()
                .map(emotion -> String.format(Locale.ROOT, "%s %.0f", emotion.label(), 100 * person.mean(emotion)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "  %3d  %-8s %3.0f %%  %s to %s, %,d frames  (%s)%n",
                number,
                ranked.get(0).label(),
                100 * person.mean(ranked.get(0)),
                clock(person.first),
                clock(person.last),
                person.frames,
                best);
    }

    /** Minutes and seconds: {@code 1:02.5}. */
    private static String clock(double seconds) {
        long tenths = Math.round(10 * seconds);
        return String.format(
                Locale.ROOT,
                "%d:%02d.%d",
                tenths / (10 * SECONDS_OF_MINUTE),
                tenths / 10 % SECONDS_OF_MINUTE,
                tenths % 10);
    }
}
