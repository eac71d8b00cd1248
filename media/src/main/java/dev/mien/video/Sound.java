package dev.mien.video;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Transfers the sound of one file into another. */
interface Sound extends AutoCloseable {
    /** The codecs that players support in an MP4, by FFmpeg's names. */
    Set<String> COPIED = Set.of("aac", "mp3", "opus", "flac", "ac3", "eac3", "alac");

    /** Writes the sound before this time in seconds. */
    void writeUntil(double time);

    /** Writes the rest. */
    void finish();

    /** The problems so far, in a sentence. The rest of the sound was written. */
    Optional<String> problem();

    @Override
    void close();

    /**
     * Copies the packets if the new file can hold them, and otherwise encodes them as AAC. Sound that FFmpeg cannot
     * decode is left out.
     *
     * @throws InvalidInputException if the file is missing or cannot be read
     */
    static Sound of(Path file, Muxer muxer) {
        Demuxer demuxer = Demuxer.open(file);
        try {
            OptionalInt stream = demuxer.sound();
            if (stream.isPresent()) {
                return of(demuxer, stream.getAsInt(), muxer);
            }
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
        demuxer.close();
        return new Silence(Optional.empty());
    }

    private static Sound of(Demuxer demuxer, int source, Muxer muxer) {
        AVStream stream = demuxer.stream(source);
        if (COPIED.contains(Decoder.name(stream)) && muxer.takes(stream)) {
            return new CopiedSound(demuxer, source, muxer);
        }
        Decoder decoder;
        try {
            decoder = Decoder.of(demuxer, source);
        } catch (InvalidInputException e) {
            String name = Decoder.name(stream);
            demuxer.close();
            return new Silence(Optional.of("its sound is left out: FFmpeg cannot decode it (" + name + ")"));
        }
        try {
            return new EncodedSound(demuxer, source, decoder, muxer);
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /** The sentence about parts that were not written. */
    static Optional<String> leftOut(int parts) {
        return parts == 0
                ? Optional.empty()
                : Optional.of(
                        (parts == 1 ? "1 part" : parts + " parts") + " of the sound left out, damaged or overlapping");
    }
}
