package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.NativeCalls;
import dev.mien.io.StagedFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a video that browsers play: H.264 in MP4, MOV or MKV, with another file's sound. A frame keeps its time to
 * 1/90,000 of a second. {@link #finish} moves the file into place; without it {@link #close} deletes the file. Damaged
 * or undecodable sound is left out, and {@link #problem} says so.
 *
 * <p>Not thread-safe. It holds native memory until {@link #close}.
 */
public final class VideoWriter implements AutoCloseable {
    private final VideoFormat format;
    private final Muxer muxer;
    private final PictureEncoder pictures;
    private final Sound sound;
    private double lastTime = Double.NEGATIVE_INFINITY;
    private boolean closed;

    private VideoWriter(VideoFormat format, Muxer muxer, PictureEncoder pictures, Sound sound) {
        this.format = format;
        this.muxer = muxer;
        this.pictures = pictures;
        this.sound = sound;
    }

    /**
     * Begins a file.
     *
     * @param file whose name ends in .mp4, .m4v, .mov or .mkv; an existing file is replaced at the end
     * @throws InvalidInputException if the name has another ending, or the file with the sound cannot be read
     * @throws dev.mien.io.WriteFailedException if the file cannot be written
     * @throws MienException if FFmpeg cannot write the format
     */
    public static VideoWriter create(Path file, VideoFormat format) {
        return NativeCalls.during(() -> open(file, format));
    }

    private static VideoWriter open(Path file, VideoFormat format) {
        Muxer muxer = Muxer.open(file);
        try {
            PictureEncoder pictures = new PictureEncoder(format, muxer);
            try {
                return begin(format, muxer, pictures);
            } catch (RuntimeException | Error e) {
                pictures.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            muxer.close();
            throw e;
        }
    }

    /**
     * Checks a file's name and folder before long work. It creates a missing folder.
     *
     * @throws InvalidInputException if {@link #create} does not accept the name's ending
     * @throws dev.mien.io.WriteFailedException if the file cannot be written
     */
    public static void requireWritable(Path file) {
        Muxer.container(file);
        StagedFile.requireWritable(file);
    }

    private static VideoWriter begin(VideoFormat format, Muxer muxer, PictureEncoder pictures) {
        Sound sound = format.sound().map(from -> Sound.of(from, muxer)).orElse(new Silence(Optional.empty()));
        try {
            muxer.begin();
        } catch (RuntimeException | Error e) {
            sound.close();
            throw e;
        }
        return new VideoWriter(format, muxer, pictures, sound);
    }

    /**
     * Writes a frame.
     *
     * @param picture of the format's size
     * @param time of showing, in seconds from 0; after the previous frame
     * @throws InvalidInputException if the size or the time is wrong
     * @throws dev.mien.io.WriteFailedException if the file cannot be written
     */
    public void write(BufferedImage picture, double time) {
        if (closed) {
            throw new MienException("the video is written and closed");
        }
        if (picture.getWidth() != format.width() || picture.getHeight() != format.height()) {
            throw new InvalidInputException("a picture of " + picture.getWidth() + "x" + picture.getHeight()
                    + " does not fit into a video of " + format.width() + "x" + format.height());
        }
        if (!(time >= 0 && time > lastTime && Double.isFinite(time))) {
            throw new InvalidInputException(
                    "a frame at " + time + " s comes after one at " + lastTime + " s: expected times from 0 that grow");
        }
        lastTime = time;
        NativeCalls.run(() -> {
            sound.writeUntil(time);
            pictures.encode(picture, time);
        });
    }

    /**
     * Writes the rest of the pictures and the sound, and moves the file into place.
     *
     * @throws dev.mien.io.WriteFailedException if the file cannot be written
     */
    public void finish() {
        NativeCalls.run(() -> {
            pictures.drain();
            sound.finish();
            muxer.finish();
        });
    }

    /** The problems of the sound in a sentence, complete after {@link #finish}. The rest of the sound was written. */
    public Optional<String> problem() {
        return sound.problem();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sound.close();
            pictures.close();
            muxer.close();
        }
    }
}
