package dev.mien.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Grey floats without their transparency. FFmpeg 8.0's scaler aborts the whole process on grey floats with
 * transparency, so such a frame must never reach it.
 */
final class OpaqueGray {
    private OpaqueGray() {}

    /** Whether a frame must be copied by {@link #of} before it is scaled. */
    static boolean isNeeded(AVFrame frame) {
        return frame.format() == avutil.AV_PIX_FMT_YAF32LE || frame.format() == avutil.AV_PIX_FMT_YAF32BE;
    }

    /** A copy with grey alone, in the same order of bytes. The caller frees it. */
    static AVFrame of(AVFrame frame) {
        boolean little = frame.format() == avutil.AV_PIX_FMT_YAF32LE;
        AVFrame gray = Ffmpeg.present(avutil.av_frame_alloc());
        Ffmpeg.require(avutil.av_frame_copy_props(gray, frame), "copy a frame's properties");
        gray.format(little ? avutil.AV_PIX_FMT_GRAYF32LE : avutil.AV_PIX_FMT_GRAYF32BE);
        gray.width(frame.width()).height(frame.height());
        Ffmpeg.require(avutil.av_frame_get_buffer(gray, 0), "make room for a frame");
        int[] pairs = new int[2 * frame.width()];
        int[] line = new int[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            row(frame, y).get(pairs);
            for (int x = 0; x < line.length; x++) {
                line[x] = pairs[2 * x];
            }
            row(gray, y).put(line);
        }
        return gray;
    }

    private static IntPointer row(AVFrame frame, int y) {
        return new IntPointer(frame.data(0).getPointer((long) y * frame.linesize(0)));
    }
}
