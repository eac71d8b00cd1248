package dev.mien.cli;

import dev.mien.answer.FrameWriter;
import dev.mien.answer.StandardFormat;
import dev.mien.video.LiveFrame;
import dev.mien.video.VideoInfo;
import java.io.PrintWriter;

/** Writes a line of JSON for each frame until no one reads them. */
final class CameraLines implements CameraView {
    private final PrintWriter out;
    private final FrameWriter frames;

    CameraLines(PrintWriter out, String camera, VideoInfo info) {
        this.out = out;
        frames = StandardFormat.JSONL.writer(out, camera, info);
    }

    @Override
    public boolean show(LiveFrame frame) {
        frames.write(frame.tracked());
        return !out.checkError();
    }

    @Override
    public void close() {
        out.flush();
    }
}
