package dev.mien.video;

import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Encodes pictures as H.264, which every browser plays, with OpenH264, which is under the BSD licence. x264 is under
 * the GPL. FFmpeg's own MPEG-4 part 2 plays in no browser. VP9 and AV1 play in most browsers but take many times as
 * long.
 *
 * <p>H.264's colours have half the picture's size, so an odd width or height grows by one: the last column or row is
 * repeated.
 */
final class PictureEncoder implements AutoCloseable {
    /** MPEG's units of time per second. The interval of each usual frame rate is a whole number of them. */
    private static final int CLOCK = 90_000;

    private static final double BITS_A_PIXEL = 0.2;
    private static final long LEAST_BITS = 400_000;
    private static final int BYTES = 4;

    private final int width;
    private final int height;
    private final long interval;
    private final Encoder encoder;
    private final SwsContext scaler;
    private final AVFrame source;
    private final AVFrame coded;
    private final int[] line;

    PictureEncoder(VideoFormat format, Muxer muxer) {
        width = format.width() + format.width() % 2;
        height = format.height() + format.height() % 2;
        interval = Math.max(1, Math.round(CLOCK / format.frameRate()));
        line = new int[width];
        encoder = new Encoder("libopenh264", muxer, context -> set(context, format.frameRate()));
        scaler = Ffmpeg.present(swscale.sws_alloc_context());
        scaler.flags(PictureConverter.FLAGS);
        source = frame(avutil.AV_PIX_FMT_RGB0);
        coded = frame(avutil.AV_PIX_FMT_YUV420P);
        coded.colorspace(avutil.AVCOL_SPC_BT709).color_range(avutil.AVCOL_RANGE_MPEG);
    }

    private void set(AVCodecContext context, double frameRate) {
        AVRational rate = avutil.av_d2q(frameRate, CLOCK);
        context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base(Ffmpeg.rational(1, CLOCK)).framerate(rate);
        context.bit_rate(Math.max(LEAST_BITS, Math.round(BITS_A_PIXEL * width * height * frameRate)));
        context.gop_size((int) Math.max(1, Math.min(250, Math.round(2 * frameRate))));
        context.profile(avcodec.AV_PROFILE_H264_HIGH);
        context.colorspace(avutil.AVCOL_SPC_BT709)
                .color_primaries(avutil.AVCOL_PRI_BT709)
                .color_trc(avutil.AVCOL_TRC_BT709)
                .color_range(avutil.AVCOL_RANGE_MPEG);
        context.sample_aspect_ratio(Ffmpeg.rational(1, 1));
        context.thread_count(0);
    }

    private AVFrame frame(int form) {
        AVFrame frame = Ffmpeg.present(avutil.av_frame_alloc());
        frame.format(form).width(width).height(height);
        Ffmpeg.require(avutil.av_frame_get_buffer(frame, 0), "make room for a picture");
        return frame;
    }

    /** Encodes a picture of the format's size. Its time is in seconds. */
    void encode(BufferedImage picture, double time) {
        byte[] row = new byte[BYTES * width];
        BytePointer data = source.data(0);
        for (int y = 0; y < height; y++) {
            copyRow(picture, Math.min(y, picture.getHeight() - 1), row);
            data.position((long) y * source.linesize(0)).put(row, 0, row.length);
        }
        Ffmpeg.require(avutil.av_frame_make_writable(coded), "make room for a picture");
        Ffmpeg.require(swscale.sws_scale_frame(scaler, coded, source), "convert a picture's colours");
        coded.pts(Math.round(time * CLOCK));
        encoder.encode(coded, interval);
    }

    private void copyRow(BufferedImage picture, int y, byte[] row) {
        picture.getRGB(0, y, picture.getWidth(), 1, line, 0, width);
        for (int x = 0; x < width; x++) {
            int rgb = line[Math.min(x, picture.getWidth() - 1)];
            row[BYTES * x] = (byte) (rgb >> 16);
            row[BYTES * x + 1] = (byte) (rgb >> 8);
            row[BYTES * x + 2] = (byte) rgb;
        }
    }

    void drain() {
        encoder.drain(interval);
    }

    @Override
    public void close() {
        avutil.av_frame_free(source);
        avutil.av_frame_free(coded);
        swscale.sws_free_context(scaler);
        encoder.close();
    }
}
