package dev.mien.cli;

import dev.mien.video.LiveFrames;
import dev.mien.video.LiveRecognition;
import dev.mien.video.LiveSummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks through a camera until somebody ends it, by Ctrl-C too, and says what became of it. */
final class CameraRun {
    private static final long CLOSING_SECONDS = 5;

    private final LiveRecognition recognition;
    private final PrintWriter messages;

    CameraRun(LiveRecognition recognition, PrintWriter messages) {
        this.recognition = recognition;
        this.messages = messages;
    }

    /** Goes on until the camera is stopped or ends, or the view is left; closes both. Returns the exit code. */
    int run(LiveFrames camera, CameraView view) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(camera, closed), "mien-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try (camera;
                view) {
            LiveSummary summary = recognition.run(camera, frame -> {
                if (!view.show(frame)) {
                    camera.stop();
                }
            });
            return explain(camera.name(), summary);
        } finally {
            closed.countDown();
            release(hook);
        }
    }

    private static void stopAndWait(LiveFrames camera, CountDownLatch closed) {
        camera.stop();
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C: the hook runs already and finds that all is closed
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
                        "mien: " + problem + ". Connect the camera anew, or give another with --device"));
        messages.flush();
        return summary.problem().isPresent() ? Main.FAILED : Main.DONE;
    }
}
