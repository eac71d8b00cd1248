package dev.mien.video;

import java.util.Optional;

/** Frames that another source reads: what files and cameras share. Owns that source. */
abstract class ReadFrames implements FrameSource {
    private final FrameSource reader;

    ReadFrames(FrameSource reader) {
        this.reader = reader;
    }

    @Override
    public final String name() {
        return reader.name();
    }

    @Override
    public final VideoInfo info() {
        return reader.info();
    }

    @Override
    public final Optional<VideoFrame> next() {
        return reader.next();
    }

    @Override
    public final Optional<String> problem() {
        return reader.problem();
    }

    @Override
    public final void close() {
        reader.close();
    }
}
