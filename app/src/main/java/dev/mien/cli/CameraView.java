package dev.mien.cli;

import dev.mien.video.LiveFrame;

/** Where a camera's frames and faces go. */
interface CameraView extends AutoCloseable {
    /** Shows a frame. Returns whether anybody still looks. */
    boolean show(LiveFrame frame);

    @Override
    void close();
}
