package dev.mien.video;

import dev.mien.image.RgbImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Converts decoded frames to pictures with square pixels. Owns FFmpeg's scaler and its target frame. */
final class PictureConverter implements AutoCloseable {
    static final int FLAGS = swscale.SWS_BILINEAR | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_ACCURATE_RND;

    /** The number of lines from which on a file without a stated colour space has the colours of high definition. */
    private static final int HIGH_DEFINITION = 720;

    private final int width;
    private final int height;
    private final FrameOrientation orientation;
    private final boolean overWhite;
    private final SwsContext scaler;
    private final AVFrame target;

    /**
     * @param width of the picture before its rotation, in square pixels
     * @param height of the same
     */
    PictureConverter(int width, int height, FrameOrientation orientation) {
        this(width, height, orientation, false);
    }

    /** @param overWhite whether white is seen through transparent pixels; otherwise opacity is left aside */
    PictureConverter(int width, int height, FrameOrientation orientation, boolean overWhite) {
        this.width = width;
        this.height = height;
        this.orientation = orientation;
        this.overWhite = overWhite;
        Math.multiplyExact(Math.multiplyExact(width, height), RgbImage.CHANNELS);
        scaler = Ffmpeg.present(swscale.sws_alloc_context());
        scaler.flags(FLAGS);
        target = Ffmpeg.present(avutil.av_frame_alloc());
    }

    /** Converts a frame of any size and form. */
    RgbImage picture(AVFrame frame) {
        byte[] pixels = overWhite && hasOpacity(frame)
                ? FrameCanvas.overWhite(converted(frame, avutil.AV_PIX_FMT_RGBA, FrameCanvas.CHANNELS))
                : opaque(frame);
        return RgbImage.of(
                orientation.width(width, height),
                orientation.height(width, height),
                orientation.apply(pixels, width, height));
    }

    /** Red, green, blue and opacity of a frame, row by row, not turned. */
    byte[] transparent(AVFrame frame) {
        return converted(frame, avutil.AV_PIX_FMT_RGBA, FrameCanvas.CHANNELS);
    }

    private byte[] opaque(AVFrame frame) {
        if (!OpaqueGray.isNeeded(frame)) {
            return converted(frame, avutil.AV_PIX_FMT_RGB24, RgbImage.CHANNELS);
        }
        AVFrame gray = OpaqueGray.of(frame);
        try {
            return converted(gray, avutil.AV_PIX_FMT_RGB24, RgbImage.CHANNELS);
        } finally {
            avutil.av_frame_free(gray);
        }
    }

    /** Whether a frame's form has opacity. */
    private static boolean hasOpacity(AVFrame frame) {
        return has(frame, avutil.AV_PIX_FMT_FLAG_ALPHA);
    }

    /** Whether a frame has red, green and blue, and no luma. */
    static boolean isRgb(AVFrame frame) {
        return has(frame, avutil.AV_PIX_FMT_FLAG_RGB);
    }

    private static boolean has(AVFrame frame, int flag) {
        return (avutil.av_pix_fmt_desc_get(frame.format()).flags() & flag) != 0;
    }

    private byte[] converted(AVFrame frame, int form, int channels) {
        describe(frame);
        require(form);
        target.flags(frame.flags());
        Ffmpeg.require(swscale.sws_scale_frame(scaler, target, frame), "convert a picture's colours");
        BytePointer data = target.data(0);
        int bytes = width * channels;
        byte[] pixels = new byte[bytes * height];
        for (int y = 0; y < height; y++) {
            data.position((long) y * target.linesize(0)).get(pixels, y * bytes, bytes);
        }
        return pixels;
    }

    /** Makes room for a picture of a form, if the last one had another form. */
    private void require(int form) {
        if (target.width() == width && target.format() == form) {
            return;
        }
        avutil.av_frame_unref(target);
        target.format(form).width(width).height(height);
        Ffmpeg.require(avutil.av_frame_get_buffer(target, 0), "make room for a picture");
    }

    /** Says of a frame's colours what its file leaves open, and leaves aside what the scaler does not know. */
    private static void describe(AVFrame frame) {
        int space = frame.colorspace() == avutil.AVCOL_SPC_BT2020_CL ? avutil.AVCOL_SPC_BT2020_NCL : frame.colorspace();
        boolean told = space != avutil.AVCOL_SPC_UNSPECIFIED && swscale.sws_test_colorspace(space, 0) != 0;
        int usual = frame.height() >= HIGH_DEFINITION ? avutil.AVCOL_SPC_BT709 : avutil.AVCOL_SPC_SMPTE170M;
        frame.colorspace(told ? space : usual);
        if (swscale.sws_test_primaries(frame.color_primaries(), 0) == 0) {
            frame.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED);
        }
        if (swscale.sws_test_transfer(frame.color_trc(), 0) == 0) {
            frame.color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(target);
        swscale.sws_free_context(scaler);
    }
}
