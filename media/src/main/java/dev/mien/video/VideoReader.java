package dev.mien.video;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a video's frames one after the other, through FFmpeg. Rotation that the file asks for is applied. A frame that has no time
 * of its own, or one that is not after the frame before, gets the next time that may be; where the file's clock jumps, as it does
 * where files were joined, the times go on.
 *
 * <p>What is damaged ends nothing: the frames that can be had come, and {@link #problem} says what was wrong. Not for several
 * threads. Native memory is the reader's until {@link #close}.
 */
public final class VideoReader implements FrameSource {
    private final Path file;
    private final FrameReader reader;

    private VideoReader(Path file, FrameReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it is not there, cannot be read, or has no moving pictures
     */
    public static VideoReader open(Path file) {
        return new VideoReader(file, FrameReader.of(Demuxer.open(file)));
    }

    /** The file that is read. */
    public Path file() {
        return file;
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public VideoInfo info() {
        return reader.info();
    }

    @Override
    public Optional<VideoFrame> next() {
        return reader.next();
    }

    @Override
    public Optional<String> problem() {
        return reader.problem();
    }

    @Override
    public void close() {
        reader.close();
    }
}
