package dev.mien.cli;

import dev.mien.io.OrderlyEnd;
import dev.mien.video.LiveFrames;
import dev.mien.video.LiveRecognition;
import dev.mien.video.LiveSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Runs a camera until the user ends it, also by Ctrl-C, and prints a summary. */
final class CameraRun {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final LiveRecognition recognition;
    private final PrintWriter messages;

    CameraRun(LiveRecognition recognition, PrintWriter messages) {
        this.recognition = recognition;
        this.messages = messages;
    }

    /** Runs until the camera is stopped or ends, or the view is closed. Closes both. Returns the exit code. */
    int run(LiveFrames camera, CameraView view) {
        try (OrderlyEnd work = OrderlyEnd.begin(camera::stop, CLOSING);
                camera;
                view) {
            LiveSummary summary = recognition.run(camera, frame -> {
                if (!view.show(frame)) {
                    camera.stop();
                }
            });
            return explain(camera.name(), summary);
        }
    }

    private int explain(String name, LiveSummary summary) {
        messages.println(String.format(
                Locale.ROOT,
                "%s: %,d %s in %.1f s, %.1f a second, %,d dropped, %d %s told apart",
                name,
                summary.frames(),
                summary.frames() == 1 ? "frame" : "frames",
                summary.seconds(),
                summary.frames() / summary.seconds(),
                summary.dropped(),
                summary.tracks(),
                summary.tracks() == 1 ? "face" : "faces"));
        summary.problem()
                .ifPresent(problem -> messages.println(
                        "mien: " + problem + ". Connect the camera again, or give another with --device"));
        messages.flush();
        return summary.problem().isPresent() ? Main.FAILED : Main.DONE;
    }
}
