package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Recognises and follows the faces before a camera. What comes while the network is at work on a frame is dropped, all but the
 * newest.
 */
public final class LiveRecognition {
    private static final double NANOSECONDS = 1e9;

    private final Function<RgbImage, List<Recognition>> recognizer;
    private final int every;
    private final TrackingOptions tracking;

    /**
     * Sets how it is done.
     *
     * @param recognizer finds the faces of a picture and what they say
     * @param every 1 looks for faces in each frame that is not dropped, n in each n-th; in between they are where their motion leads
     */
    public LiveRecognition(Function<RgbImage, List<Recognition>> recognizer, int every, TrackingOptions tracking) {
        FrameFaces.requireEvery(every);
        this.recognizer = recognizer;
        this.every = every;
        this.tracking = tracking;
    }

    /**
     * Goes on until somebody stops the frames, or they end.
     *
     * @param frames stay open
     * @param listener hears of each frame in order
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
