package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Recognizes and follows the faces before a camera. Of the frames that come while the network works, only the newest is
 * kept.
 */
public final class LiveRecognition {
    private static final double NANOSECONDS = 1e9;

    private final Function<RgbImage, List<Recognition>> recognizer;
    private final int every;
    private final TrackingOptions tracking;

    /**
     * Sets the options.
     *
     * @param recognizer finds the faces of a picture and their emotions
     * @param every 1 searches each frame that is not dropped, n each n-th; in between motion predicts the faces
     */
    public LiveRecognition(Function<RgbImage, List<Recognition>> recognizer, int every, TrackingOptions tracking) {
        FrameFaces.requireEvery(every);
        this.recognizer = recognizer;
        this.every = every;
        this.tracking = tracking;
    }

    /**
     * Runs until the frames are stopped or end.
     *
     * @param frames stay open
     * @param listener gets each frame in order
     * @throws dev.mien.MienException if the camera fails
     */
    public LiveSummary run(LiveFrames frames, Consumer<LiveFrame> listener) {
        long begin = System.nanoTime();
        FrameFaces faces = new FrameFaces(recognizer, every, tracking);
        long count = 0;
        Optional<LiveFrames.Arrival> next = frames.next();
        while (next.isPresent()) {
            VideoFrame frame = next.get().frame();
            TrackedFrame tracked = new TrackedFrame(frame.number(), frame.time(), frame.picture(), faces.of(frame));
            listener.accept(new LiveFrame(
                    tracked, frames.dropped(), (System.nanoTime() - next.get().nanoTime()) / NANOSECONDS));
            count++;
            next = frames.next();
        }
        double seconds = (System.nanoTime() - begin) / NANOSECONDS;
        return new LiveSummary(count, frames.dropped(), seconds, faces.tracks(), frames.problem());
    }
}
