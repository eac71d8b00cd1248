package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Recognizes the faces of a video's frames and follows them. While the network works on a frame, the next ones are
 * decoded.
 *
 * <pre>{@code
 * try (VideoReader video = VideoReader.open(file)) {
 *     VideoSummary summary = new VideoRecognition(recognizer::recognize, 1, TrackingOptions.USUAL)
 *             .run(video, frame -> show(frame.time(), frame.faces()));
 * }
 * }</pre>
 */
public final class VideoRecognition {
    private static final double NANOSECONDS = 1e9;

    private final Function<RgbImage, List<Recognition>> recognizer;
    private final int every;
    private final TrackingOptions tracking;
    private final Optional<PeopleGrouping> grouping;

    /**
     * Sets the options.
     *
     * @param recognizer finds the faces of a picture and their emotions
     * @param every 1 searches each frame, n each n-th; in between motion predicts the faces
     */
    public VideoRecognition(Function<RgbImage, List<Recognition>> recognizer, int every, TrackingOptions tracking) {
        this(recognizer, every, tracking, Optional.empty());
    }

    private VideoRecognition(
            Function<RgbImage, List<Recognition>> recognizer,
            int every,
            TrackingOptions tracking,
            Optional<PeopleGrouping> grouping) {
        FrameFaces.requireEvery(every);
        this.recognizer = recognizer;
        this.every = every;
        this.tracking = tracking;
        this.grouping = grouping;
    }

    /**
     * The same recognition, in which people have the same numbers as in the other pictures and videos of the grouping.
     * A frame comes about a second later then, because a person's number follows from several looks.
     *
     * @param people stays open
     */
    public VideoRecognition numbering(PeopleGrouping people) {
        return new VideoRecognition(recognizer, every, tracking, Optional.of(people));
    }

    /**
     * Reads a video to its end. Keeps no more than a few frames in memory.
     *
     * @param video unread; stays open
     * @param listener gets each frame in order
     */
    public VideoSummary run(VideoReader video, Consumer<TrackedFrame> listener) {
        long begin = System.nanoTime();
        FrameFaces faces = new FrameFaces(recognizer, every, tracking);
        PeopleSummaries people = new PeopleSummaries();
        NumberedFrames numbered = new NumberedFrames(grouping, frame -> {
            people.add(frame.time(), frame.faces());
            listener.accept(frame);
        });
        long frames = 0;
        double end = 0;
        try (DecodeAhead ahead = new DecodeAhead(video)) {
            Optional<VideoFrame> next = ahead.next();
            while (next.isPresent()) {
                VideoFrame frame = next.get();
                numbered.accept(new TrackedFrame(frame.number(), frame.time(), frame.picture(), faces.of(frame)));
                frames++;
                end = frame.time() + 1 / video.info().frameRate();
                next = ahead.next();
            }
            numbered.finish();
        }
        double work = (System.nanoTime() - begin) / NANOSECONDS;
        return new VideoSummary(frames, end, work, people.finish(end), video.problem());
    }

    /**
     * Like {@link #run(VideoReader, Consumer)}, and writes a video of the same frames at the same times with the same
     * sound. Missing sound is a problem in the summary.
     *
     * @throws dev.mien.io.WriteFailedException if it cannot be written; no partial file is left
     */
    public VideoSummary run(VideoReader video, Consumer<TrackedFrame> listener, AnnotatedVideo annotation) {
        try (VideoWriter writer = VideoWriter.create(annotation.file(), VideoFormat.like(video))) {
            VideoSummary summary = run(video, frame -> {
                listener.accept(frame);
                writer.write(annotation.painter().apply(frame.picture(), frame.faces()), frame.time());
            });
            writer.finish();
            return summary.and(writer.problem());
        }
    }
}
