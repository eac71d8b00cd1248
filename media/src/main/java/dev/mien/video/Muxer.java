package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.StagedFile;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A file with streams. It is written under another name and moved into place by {@link #finish}. Owns FFmpeg's context.
 */
final class Muxer implements AutoCloseable {
    /**
     * The system's codes for: not permitted, no such file, input or output error, access denied, too large, no space,
     * read-only, quota (macOS, Linux).
     */
    private static final Set<Integer> PLACE = Set.of(-1, -2, -5, -13, -27, -28, -30, -69, -122);

    private static final int INVALID_ARGUMENT = -22;

    private final Path file;
    private final StagedFile unfinished;
    private final AVFormatContext context;
    private int refused;
    private boolean closed;

    private Muxer(Path file, StagedFile unfinished, AVFormatContext context) {
        this.file = file;
        this.unfinished = unfinished;
        this.context = context;
    }

    /** @throws InvalidInputException if the name does not have the ending of a container */
    static Muxer open(Path file) {
        String container = container(file);
        Ffmpeg.load();
        StagedFile unfinished = StagedFile.begin(file);
        try {
            return new Muxer(file, unfinished, context(file, unfinished.beside(), container));
        } catch (RuntimeException | Error e) {
            unfinished.close();
            throw e;
        }
    }

    private static AVFormatContext context(Path file, Path beside, String container) {
        AVFormatContext context = new AVFormatContext(null);
        AVIOContext out = new AVIOContext(null);
        try (BytePointer url = Ffmpeg.url(beside);
                BytePointer name = new BytePointer(container)) {
            Ffmpeg.require(avformat.avformat_alloc_output_context2(context, null, name, url), "write " + container);
            int code = avformat.avio_open2(out, url, avformat.AVIO_FLAG_WRITE, null, null);
            if (code < 0) {
                avformat.avformat_free_context(context);
                throw failure(file, code);
            }
        }
        context.pb(out);
        return context;
    }

    /** FFmpeg's name of the container for a file's ending. */
    static String container(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".mp4") || name.endsWith(".m4v")) {
            return "mp4";
        }
        if (name.endsWith(".mov")) {
            return "mov";
        }
        if (name.endsWith(".mkv")) {
            return "matroska";
        }
        throw new InvalidInputException(
                "cannot write a video to " + file + ": expected a name that ends in .mp4, .m4v, .mov or .mkv");
    }

    AVStream addStream() {
        return Ffmpeg.present(avformat.avformat_new_stream(context, (AVCodec) null));
    }

    /** Adds a stream with the packets of another file's stream. */
    AVStream addStream(AVStream source) {
        return describe(addStream(), source);
    }

    private static AVStream describe(AVStream stream, AVStream source) {
        Ffmpeg.require(avcodec.avcodec_parameters_copy(stream.codecpar(), source.codecpar()), "describe a stream");
        // another container may have another tag for the same codec
        stream.codecpar().codec_tag(0);
        stream.time_base(source.time_base());
        return stream;
    }

    /**
     * Whether the container accepts the packets of another file's stream. FFmpeg's tables list more than it can write,
     * so this begins a file with only this stream in memory.
     */
    boolean takes(AVStream source) {
        AVFormatContext trial = new AVFormatContext(null);
        AVIOContext out = new AVIOContext(null);
        BytePointer written = new BytePointer((BytePointer) null);
        Ffmpeg.require(
                avformat.avformat_alloc_output_context2(trial, context.oformat(), (String) null, (String) null),
                "try a container");
        try {
            Ffmpeg.require(avformat.avio_open_dyn_buf(out), "try a container");
            trial.pb(out);
            describe(Ffmpeg.present(avformat.avformat_new_stream(trial, (AVCodec) null)), source);
            return avformat.avformat_write_header(trial, (PointerPointer<?>) null) >= 0;
        } finally {
            avformat.avformat_free_context(trial);
            avformat.avio_close_dyn_buf(out, written);
            avutil.av_free(written);
        }
    }

    /** Begins the file after all streams were added. */
    void begin() {
        AVDictionary options = new AVDictionary(null);
        // the index comes first, so that a browser can play before it has the whole file
        avutil.av_dict_set(options, "movflags", "+faststart", 0);
        int code = avformat.avformat_write_header(context, options);
        avutil.av_dict_free(options);
        requireWritten(code);
    }

    /** Takes a packet, which names its stream and has times in that stream's unit. */
    void write(AVPacket packet) {
        requireTaken(avformat.av_interleaved_write_frame(context, packet));
    }

    /** The same for a packet that may be damaged; then it is left out. Null writes only the packets that wait. */
    void offer(@Nullable AVPacket packet) {
        int code = avformat.av_interleaved_write_frame(context, packet);
        if (code == INVALID_ARGUMENT) {
            refused++;
        } else {
            requireTaken(code);
        }
    }

    /** Counts a packet that FFmpeg rejects. It may reject it later, while another packet is written. */
    private void requireTaken(int code) {
        if (code == avutil.AVERROR_INVALIDDATA || code == avutil.AVERROR_PATCHWELCOME) {
            refused++;
        } else {
            requireWritten(code);
        }
    }

    /** The number of packets that FFmpeg has rejected. */
    int refused() {
        return refused;
    }

    /**
     * Each call ends at a rejected packet. At the end of the file the packets after it would be lost, so it calls
     * again.
     */
    private void writeQueued() {
        int before;
        do {
            before = refused;
            offer(null);
        } while (refused > before);
    }

    /** Ends the file and moves it into place. */
    void finish() {
        writeQueued();
        requireWritten(avformat.av_write_trailer(context));
        free();
        unfinished.place();
    }

    private void requireWritten(int code) {
        if (code < 0) {
            throw failure(file, code);
        }
    }

    /** The meaning of FFmpeg's code: either the place or the content is at fault. */
    static MienException failure(Path file, int code) {
        String reason = Ffmpeg.reason(code);
        if (PLACE.contains(code)) {
            return new WriteFailedException(
                    "cannot write " + file + ": " + reason
                            + ". Free some space or choose a folder that can be written to",
                    new IOException(reason));
        }
        return new MienException("cannot write " + file + ": FFmpeg says \"" + reason
                + "\". Try a name with another ending: .mkv accepts the most");
    }

    private void free() {
        if (!closed) {
            closed = true;
            avformat.avio_closep(context.pb());
            avformat.avformat_free_context(context);
        }
    }

    /** Deletes the file unless {@link #finish} was called. */
    @Override
    public void close() {
        free();
        unfinished.close();
    }
}
