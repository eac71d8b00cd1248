package dev.mien.cli;

import dev.mien.answer.AnswerFormat;
import dev.mien.answer.FrameWriter;
import dev.mien.video.LiveFrame;
import dev.mien.video.LiveFrames;
import java.io.PrintWriter;

/** A line of JSON for each frame, until nobody reads them. */
final class CameraLines implements CameraView {
    private final PrintWriter out;
    private final FrameWriter frames;

    CameraLines(PrintWriter out, LiveFrames camera) {
        this.out = out;
        frames = AnswerFormat.JSONL.writer(out, camera.name(), camera.info());
    }

    @Override
    public boolean show(LiveFrame frame) {
        frames.write(frame.tracked());
        // what a closed pipe refuses, System.out keeps to itself
        return !out.checkError() && !System.out.checkError();
    }

    @Override
    public void close() {
        out.flush();
    }
}
