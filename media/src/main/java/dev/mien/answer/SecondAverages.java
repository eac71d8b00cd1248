package dev.mien.answer;

import dev.mien.EmotionScores;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Writes a video second by second: each person's mean box and mean scores over the frames of a second that show the
 * person. A second has the number of its first frame and the time of its beginning. Keypoints are left out.
 */
public final class SecondAverages implements FrameWriter {
    private final FrameWriter target;
    private final List<TrackedFrame> second = new ArrayList<>();

    /** Writes to another writer. */
    public SecondAverages(FrameWriter target) {
        this.target = target;
    }

    private static double beginning(TrackedFrame frame) {
        return Math.floor(frame.time());
    }

    @Override
    public void write(TrackedFrame frame) {
        if (!second.isEmpty() && beginning(second.get(0)) != beginning(frame)) {
            flush();
        }
        // the pictures of a whole second would take too much memory
        second.add(new TrackedFrame(
                frame.number(),
                frame.time(),
                second.isEmpty() ? frame.picture() : second.get(0).picture(),
                frame.faces()));
    }

    private void flush() {
        Map<Integer, List<TrackedFace>> people = new TreeMap<>();
        for (TrackedFrame frame : second) {
            frame.faces()
                    .forEach(face -> people.computeIfAbsent(face.track(), track -> new ArrayList<>())
                            .add(face));
        }
        TrackedFrame first = second.get(0);
        target.write(new TrackedFrame(
                first.number(),
                beginning(first),
                first.picture(),
                people.entrySet().stream()
                        .map(entry -> mean(entry.getKey(), entry.getValue()))
                        .toList()));
        second.clear();
    }

    private static TrackedFace mean(int track, List<TrackedFace> faces) {
        List<Recognition> looks = faces.stream().map(TrackedFace::recognition).toList();
        Recognition one = looks.get(0);
        Box box = new Box(
                mean(looks, look -> look.box().x()),
                mean(looks, look -> look.box().y()),
                mean(looks, look -> look.box().width()),
                mean(looks, look -> look.box().height()));
        Recognition mean = new Recognition(
                box,
                Optional.empty(),
                Math.min(1, mean(looks, Recognition::detectionScore)),
                new EmotionScores(
                        one.scores().labels(),
                        means(
                                looks,
                                one.scores().labels().size(),
                                look -> look.scores().values())),
                one.ferPlus()
                        .map(scores -> new FerPlusScores(means(
                                looks,
                                scores.values().length,
                                look -> look.ferPlus().orElse(scores).values()))),
                one.unsureBelow(),
                looks.get(looks.size() - 1).person());
        return new TrackedFace(track, mean, faces.stream().allMatch(TrackedFace::predicted));
    }

    private static double mean(List<Recognition> looks, ToDoubleFunction<Recognition> value) {
        return looks.stream().mapToDouble(value).average().orElse(0);
    }

    private static double[] means(List<Recognition> looks, int count, Function<Recognition, double[]> values) {
        double[] means = new double[count];
        for (Recognition look : looks) {
            double[] one = values.apply(look);
            for (int i = 0; i < count; i++) {
                means[i] += one[i] / looks.size();
            }
        }
        return means;
    }

    @Override
    public void end(VideoSummary summary) {
        if (!second.isEmpty()) {
            flush();
        }
        target.end(summary);
    }
}
