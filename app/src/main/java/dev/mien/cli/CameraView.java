package dev.mien.cli;

import dev.mien.video.LiveFrame;

/** Shows a camera's frames and faces. */
interface CameraView extends AutoCloseable {
    /** Shows a frame. Returns whether the view is still open. */
    boolean show(LiveFrame frame);

    @Override
    void close();
}
