package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import dev.mien.recognition.FaceTracker;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.recognition.TrackingOptions;
import java.util.List;
import java.util.function.Function;

/** Finds the faces of each frame: searches some frames, and follows the faces in between. */
final class FrameFaces {
    private final Function<RgbImage, List<Recognition>> recognizer;
    private final int every;
    private final FaceTracker tracker;
    private long asked;

    FrameFaces(Function<RgbImage, List<Recognition>> recognizer, int every, TrackingOptions tracking) {
        requireEvery(every);
        this.recognizer = recognizer;
        this.every = every;
        tracker = new FaceTracker(tracking);
    }

    static void requireEvery(int every) {
        if (every < 1) {
            throw new InvalidInputException("faces are searched in every " + every + "th frame, expected 1 or more");
        }
    }

    /** The faces of the next frame. */
    List<TrackedFace> of(VideoFrame frame) {
        return asked++ % every == 0
                ? tracker.update(frame.time(), recognizer.apply(frame.picture()))
                : tracker.predict(frame.time());
    }

    /** The number of faces told apart so far. */
    int tracks() {
        return tracker.tracksGiven();
    }
}
