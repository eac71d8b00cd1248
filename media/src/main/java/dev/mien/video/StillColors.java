package dev.mien.video;

import dev.mien.image.CodedPictures;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Tells the scaler how a still picture's luma and chroma become colours. What the file says goes before the codec. */
final class StillColors {
    /** Red, green and blue as they are. The codec may call the same planes luma and chroma. */
    private static final Map<Integer, Integer> PLANES = Map.of(
            avutil.AV_PIX_FMT_YUV444P, avutil.AV_PIX_FMT_GBRP,
            avutil.AV_PIX_FMT_YUV444P10, avutil.AV_PIX_FMT_GBRP10,
            avutil.AV_PIX_FMT_YUV444P12, avutil.AV_PIX_FMT_GBRP12);

    private StillColors() {}

    /** Returns whether the colours are known. */
    static boolean describe(AVFrame frame, CodedPictures.Form form) {
        if (form.matrix() != CodedPictures.UNTOLD_MATRIX) {
            frame.colorspace(form.matrix());
        }
        switch (form.range()) {
            case LIMITED -> frame.color_range(avutil.AVCOL_RANGE_MPEG);
            case FULL -> frame.color_range(avutil.AVCOL_RANGE_JPEG);
            case UNTOLD -> {}
        }
        // The primaries of the source stay: who asked for the picture converts them.
        frame.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED).color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
        if (frame.colorspace() == avutil.AVCOL_SPC_RGB) {
            frame.format(PLANES.getOrDefault(frame.format(), frame.format()));
            return true;
        }
        if (frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED) {
            frame.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        }
        return frame.colorspace() == avutil.AVCOL_SPC_BT2020_CL
                || swscale.sws_test_colorspace(frame.colorspace(), 0) != 0;
    }
}
