package dev.mien.video;

import dev.mien.image.DecodingOptions;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Decodes single frames of WebP files. Owns FFmpeg's context, a packet and a frame. */
final class WebpDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;

    WebpDecoder() {
        AVCodec codec = Ffmpeg.present(avcodec.avcodec_find_decoder(avcodec.AV_CODEC_ID_WEBP));
        context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec));
        context.thread_count(1);
        context.max_pixels(DecodingOptions.DEFAULT.mostPixels());
        packet = Ffmpeg.present(avcodec.av_packet_alloc());
        frame = Ffmpeg.present(avutil.av_frame_alloc());
        Ffmpeg.require(avcodec.avcodec_open2(context, codec, (PointerPointer<?>) null), "open its decoder of WebP");
    }

    /** Red, green, blue and opacity of a frame, row by row; empty if it is damaged. */
    Optional<byte[]> decode(WebpFrame coded) {
        byte[] file = coded.file();
        Ffmpeg.require(avcodec.av_new_packet(packet, file.length), "make room for a frame");
        packet.data().put(file, 0, file.length);
        int code = avcodec.avcodec_send_packet(context, packet);
        avcodec.av_packet_unref(packet);
        code = code < 0 ? code : avcodec.avcodec_receive_frame(context, frame);
        boolean isWhole = code >= 0
                && !Decoder.isDamaged(frame)
                && frame.width() == coded.width()
                && frame.height() == coded.height();
        return isWhole ? Optional.of(pixels()) : Optional.empty();
    }

    private byte[] pixels() {
        try (PictureConverter converter =
                new PictureConverter(frame.width(), frame.height(), FrameOrientation.UPRIGHT)) {
            // RFC 6386, 9.2, whatever the picture's size
            frame.colorspace(PictureConverter.isRgb(frame) ? avutil.AVCOL_SPC_RGB : avutil.AVCOL_SPC_SMPTE170M);
            return converter.transparent(frame);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
