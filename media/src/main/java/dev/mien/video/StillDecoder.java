package dev.mien.video;

import dev.mien.image.CodedPictures;
import dev.mien.image.DecodingOptions;
import dev.mien.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decodes still pictures of one form. Owns FFmpeg's context, a packet, a frame and the scaler. A damaged picture ends
 * the work: half a picture is none.
 */
final class StillDecoder implements AutoCloseable {
    private static final String DAMAGED = "its pixels are damaged";

    private final CodedPictures.Form form;
    private final AVCodec codec;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;
    private final PictureConverter converter;
    private int given;

    /** @param pictures number of them, which may be decoded side by side */
    StillDecoder(CodedPictures.Form form, int pictures) {
        this.form = form;
        converter = new PictureConverter(form.width(), form.height(), FrameOrientation.UPRIGHT);
        codec = Ffmpeg.present(avcodec.avcodec_find_decoder(
                form.codec() == CodedPictures.Codec.HEVC ? avcodec.AV_CODEC_ID_HEVC : avcodec.AV_CODEC_ID_AV1));
        context = Ffmpeg.present(avcodec.avcodec_alloc_context3(codec));
        packet = Ffmpeg.present(avcodec.av_packet_alloc());
        frame = Ffmpeg.present(avutil.av_frame_alloc());
        context.thread_count(Math.min(pictures, Runtime.getRuntime().availableProcessors()));
        context.max_pixels(DecodingOptions.DEFAULT.mostPixels());
        context.err_recognition(avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_BITSTREAM | avcodec.AV_EF_EXPLODE);
    }

    /** FFmpeg frees the configuration, and reads zeros behind it. */
    private boolean isOpened() {
        int length = form.configuration().limit();
        BytePointer memory = new BytePointer(
                Ffmpeg.present(avutil.av_mallocz((long) length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE)));
        memory.capacity(length)
                .asByteBuffer()
                .put(form.configuration().duplicate().rewind());
        context.extradata(memory).extradata_size(length);
        return avcodec.avcodec_open2(context, codec, (PointerPointer<?>) null) >= 0;
    }

    /** Decodes all pictures in order. Returns what is wrong with them. */
    Optional<String> decode(List<ByteBuffer> pictures, Consumer<RgbImage> target) {
        if (!isOpened()) {
            return Optional.of("the description of its pixels is damaged");
        }
        for (ByteBuffer picture : pictures) {
            Optional<String> problem = send(picture).or(() -> receive(target));
            if (problem.isPresent()) {
                return problem;
            }
        }
        avcodec.avcodec_send_packet(context, (AVPacket) null);
        return receive(target).or(() -> given == pictures.size() ? Optional.empty() : Optional.of(DAMAGED));
    }

    private Optional<String> send(ByteBuffer picture) {
        if (form.codec() == CodedPictures.Codec.HEVC && !HevcUnits.areWhole(form.configuration(), picture)) {
            return Optional.of(DAMAGED);
        }
        Ffmpeg.require(avcodec.av_new_packet(packet, picture.limit()), "make room for a picture");
        packet.data()
                .capacity(picture.limit())
                .asByteBuffer()
                .put(picture.duplicate().rewind());
        packet.flags(avcodec.AV_PKT_FLAG_KEY);
        int code = avcodec.avcodec_send_packet(context, packet);
        avcodec.av_packet_unref(packet);
        return code < 0 ? Optional.of(DAMAGED) : Optional.empty();
    }

    private Optional<String> receive(Consumer<RgbImage> target) {
        while (true) {
            int code = avcodec.avcodec_receive_frame(context, frame);
            if (Ffmpeg.wantsMore(code) || code == avutil.AVERROR_EOF) {
                return Optional.empty();
            }
            if (code < 0 || Decoder.isDamaged(frame)) {
                return Optional.of(DAMAGED);
            }
            if (frame.width() != form.width() || frame.height() != form.height()) {
                return Optional.of("its picture has " + frame.width() + "x" + frame.height() + " pixels and claims "
                        + form.width() + "x" + form.height());
            }
            if (!StillColors.describe(frame, form)) {
                return Optional.of("its colours have a matrix that is not known");
            }
            given++;
            target.accept(converter.picture(frame));
        }
    }

    @Override
    public void close() {
        converter.close();
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
