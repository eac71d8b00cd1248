package dev.mien.video;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a video's frames one after the other through FFmpeg, and applies the file's rotation. A frame without a time,
 * or with a time not after the previous frame, gets the next possible time. If the file's clock jumps, as in joined
 * files, the times continue.
 *
 * <p>Damage does not stop the reader: it yields all decodable frames, and {@link #problem} tells what was wrong. Not
 * thread-safe. It holds native memory until {@link #close}.
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
     * @throws InvalidInputException if it is missing, cannot be read, or has no moving pictures
     */
    public static VideoReader open(Path file) {
        return new VideoReader(file, FrameReader.of(Demuxer.open(file)));
    }

    /** The file. */
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
