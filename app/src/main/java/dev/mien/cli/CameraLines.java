package dev.mien.cli;

import dev.mien.answer.FrameWriter;
import dev.mien.answer.StandardFormat;
import dev.mien.video.LiveFrame;
import dev.mien.video.VideoInfo;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/** Writes a line of JSON for each frame until no one reads them. */
final class CameraLines implements CameraView {
    private final PrintWriter out;
    private final BooleanSupplier closed;
    private final FrameWriter frames;

    /** @param closed whether the writer's target no longer takes anything, which the writer itself may not see */
    CameraLines(PrintWriter out, BooleanSupplier closed, String camera, VideoInfo info) {
        this.out = out;
        this.closed = closed;
        frames = StandardFormat.JSONL.writer(out, camera, info);
    }

    @Override
    public boolean show(LiveFrame frame) {
        frames.write(frame.tracked());
        return !out.checkError() && !closed.getAsBoolean();
    }

    @Override
    public void close() {
        out.flush();
    }
}
