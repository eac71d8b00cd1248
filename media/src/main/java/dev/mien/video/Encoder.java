package dev.mien.video;

import dev.mien.MienException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Encodes one stream into a file. Owns FFmpeg's context and one packet. */
final class Encoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVPacket packet;
    private final Muxer muxer;
    private final AVStream stream;

    /**
     * Opens an encoder and adds its stream to the file.
     *
     * @param settings sets the encoder's parameters
     */
    Encoder(String name, Muxer muxer, Consumer<AVCodecContext> settings) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null || codec.isNull()) {
            throw new MienException("this build of FFmpeg lacks the encoder " + name);
        }
        this.muxer = muxer;
        context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec));
        packet = Ffmpeg.present(avcodec.av_packet_alloc());
        settings.accept(context);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        Ffmpeg.require(avcodec.avcodec_open2(context, codec, (PointerPointer<?>) null), "begin to encode with " + name);
        stream = muxer.addStream();
        stream.time_base(context.time_base());
        Ffmpeg.require(avcodec.avcodec_parameters_from_context(stream.codecpar(), context), "describe a stream");
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes a frame, whose time is in the encoder's unit, and writes the packets. */
    void encode(AVFrame frame, long duration) {
        send(frame, duration);
    }

    /** Writes the remaining packets. */
    void drain(long duration) {
        send(null, duration);
    }

    private void send(@Nullable AVFrame frame, long duration) {
        Ffmpeg.require(avcodec.avcodec_send_frame(context, frame), "encode a frame");
        while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
            packet.stream_index(stream.index());
            packet.duration(duration);
            avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            muxer.write(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
