package dev.mien.cli;

import dev.mien.answer.FrameWriter;
import dev.mien.answer.StandardFormat;
import dev.mien.video.LiveFrame;
import dev.mien.video.LiveFrames;
import java.io.PrintWriter;

/** Writes a line of JSON for each frame until no one reads them. */
final class CameraLines implements CameraView {
    private final PrintWriter out;
    private final FrameWriter frames;

    CameraLines(PrintWriter out, LiveFrames camera) {
        this.out = out;
        frames = StandardFormat.JSONL.writer(out, camera.name(), camera.info());
    }

    @Override
    public boolean show(LiveFrame frame) {
        frames.write(frame.tracked());
        // System.out does not report a closed pipe
        return !out.checkError() && !System.out.checkError();
    }

    @Override
    public void close() {
        out.flush();
    }
}
