package dev.mien.video;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/** The sound of a file on its way into another. */
interface Sound extends AutoCloseable {
    /** What MP4 carries and browsers play, by FFmpeg's names. */
    Set<String> COPIED = Set.of("aac", "mp3", "opus", "flac", "ac3", "eac3", "alac");

    /** Writes what sounds before this time, in seconds. */
    void writeUntil(double time);

    /** Writes the rest. */
    void finish();

    @Override
    void close();

    /** A video's sound where there is none. */
    Sound NONE = new Sound() {
        @Override
        public void writeUntil(double time) {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    };

    /** Copies the packets where the new file can hold them as they are, and encodes anew as AAC where it cannot. */
    static Sound of(Path file, Muxer muxer) {
        Demuxer demuxer = Demuxer.open(file);
        OptionalInt stream = demuxer.sound();
        if (stream.isEmpty()) {
            demuxer.close();
            return NONE;
        }
        return COPIED.contains(Decoder.name(demuxer.stream(stream.getAsInt())))
                ? new CopiedSound(demuxer, stream.getAsInt(), muxer)
                : new EncodedSound(demuxer, stream.getAsInt(), muxer);
    }
}
