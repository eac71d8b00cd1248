package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.io.NativeCalls;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the frames of a video, or of a GIF, PNG or WebP file, one after the other through FFmpeg, and applies the
 * file's rotation. A frame without a time, or with a time not after the previous frame, gets the next possible time.
 * If the file's clock jumps, as in joined files, the times continue.
 *
 * <p>Damage does not stop the reader: it yields all decodable frames, and {@link #problem} tells what was wrong. Not
 * thread-safe. It holds native memory until {@link #close}.
 */
public final class VideoReader extends ReadFrames {
    private final Path file;

    private VideoReader(Path file, FrameSource reader) {
        super(reader);
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it is missing, cannot be read, or has no moving pictures
     */
    public static VideoReader open(Path file) {
        Optional<PictureFrames> frames = PictureFrames.of(file);
        frames.ifPresent(counted -> counted.requireFew(file.toString()));
        return NativeCalls.during(() -> new VideoReader(file, source(file, frames)));
    }

    private static FrameSource source(Path file, Optional<PictureFrames> frames) {
        Optional<PictureFrames> webp = frames.filter(counted -> counted.form() == PictureFrames.Form.WEBP);
        return webp.isPresent() ? WebpFrames.open(file, webp.get()) : FrameReader.of(Demuxer.open(file));
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
