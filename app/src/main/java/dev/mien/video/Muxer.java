package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.UnfinishedFile;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** A file that streams are written into, beside its place until {@link #finish}. Owns FFmpeg's context of it. */
final class Muxer implements AutoCloseable {
    private final Path file;
    private final UnfinishedFile unfinished;
    private final AVFormatContext context;
    private boolean closed;

    private Muxer(Path file, UnfinishedFile unfinished, AVFormatContext context) {
        this.file = file;
        this.unfinished = unfinished;
        this.context = context;
    }

    /** @throws InvalidInputException if the name ends in none of the containers' endings */
    static Muxer open(Path file) {
        String container = container(file);
        Ffmpeg.load();
        UnfinishedFile unfinished = UnfinishedFile.begin(file);
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

    /** What FFmpeg calls the container that a name's ending means. */
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

    /** Begins the file, when all streams are there. */
    void begin() {
        AVDictionary options = new AVDictionary(null);
        // the index stands first, so that a browser plays before it has the whole file
        avutil.av_dict_set(options, "movflags", "+faststart", 0);
        int code = avformat.avformat_write_header(context, options);
        avutil.av_dict_free(options);
        requireWritten(code);
    }

    /** Takes a packet, whose stream is named in it and whose times are in that stream's unit. */
    void write(AVPacket packet) {
        requireWritten(avformat.av_interleaved_write_frame(context, packet));
    }

    /** Ends the file and moves it into its place. */
    void finish() {
        requireWritten(avformat.av_write_trailer(context));
        free();
        unfinished.place();
    }

    private void requireWritten(int code) {
        if (code < 0) {
            throw failure(file, code);
        }
    }

    private static MienException failure(Path file, int code) {
        String reason = Ffmpeg.reason(code);
        return new WriteFailedException(
                "cannot write " + file + ": " + reason + ". Free some space or choose a folder that can be written to",
                new IOException(reason));
    }

    private void free() {
        if (!closed) {
            closed = true;
            avformat.avio_closep(context.pb());
            avformat.avformat_free_context(context);
        }
    }

    /** Without {@link #finish}, nothing is left of the file. */
    @Override
    public void close() {
        free();
        unfinished.close();
    }
}
