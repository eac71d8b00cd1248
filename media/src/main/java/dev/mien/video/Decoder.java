package dev.mien.video;

import dev.mien.InvalidInputException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Decodes one stream. Owns FFmpeg's context and one frame, which each {@link #receive} overwrites. */
final class Decoder implements AutoCloseable {
    /** {@code AV_FRAME_FLAG_CORRUPT}, which the binding lacks. */
    private static final int CORRUPT = 1;

    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVRational timeBase;

    private Decoder(AVCodecContext context, AVRational timeBase) {
        this.context = context;
        this.timeBase = timeBase;
        frame = Ffmpeg.present(avutil.av_frame_alloc());
    }

    /** @throws InvalidInputException if this build of FFmpeg cannot decode the stream */
    static Decoder of(Demuxer demuxer, int index) {
        AVStream stream = demuxer.stream(index);
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new InvalidInputException(demuxer.name() + " is coded as " + name(stream) + ", which this build of"
                    + " FFmpeg cannot decode: convert it, for example to H.264");
        }
        AVCodecContext context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec));
        avcodec.avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        if (codec.id() == avcodec.AV_CODEC_ID_APNG) {
            // a chunk with a wrong checksum is damage
            context.err_recognition(avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE);
        }
        // threads that decode whole frames delay them by as many frames as there are threads
        context.thread_count(demuxer.isLive() ? 1 : 0);
        int code = avcodec.avcodec_open2(context, codec, (PointerPointer<?>) null);
        if (code < 0) {
            avcodec.avcodec_free_context(context);
            throw new InvalidInputException(
                    "cannot decode " + demuxer.name() + ", coded as " + name(stream) + ": " + Ffmpeg.reason(code));
        }
        return new Decoder(context, stream.time_base());
    }

    /** FFmpeg's name of a stream's codec. */
    static String name(AVStream stream) {
        return avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
    }

    /** Sends a packet. Returns FFmpeg's code. */
    int send(AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    /** Tells that no packet follows, so that the remaining frames come out. */
    void drain() {
        avcodec.avcodec_send_packet(context, (AVPacket) null);
    }

    /** Decodes the next frame into {@link #frame}. Returns FFmpeg's code. */
    int receive() {
        return avcodec.avcodec_receive_frame(context, frame);
    }

    AVFrame frame() {
        return frame;
    }

    AVCodecContext context() {
        return context;
    }

    /** Whether the frame was repaired from its decodable parts. */
    boolean isDamaged() {
        return isDamaged(frame);
    }

    /** Whether a frame was repaired from its decodable parts. */
    static boolean isDamaged(AVFrame frame) {
        return frame.decode_error_flags() != 0 || (frame.flags() & CORRUPT) != 0;
    }

    /** The frame's time by the container's clock in seconds, or NaN without one. */
    double time() {
        long stamp = frame.best_effort_timestamp();
        return stamp == avutil.AV_NOPTS_VALUE ? Double.NaN : stamp * avutil.av_q2d(timeBase);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }
}
