package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of every form that FFmpeg decodes become pictures. */
class PictureConverterTest {
    /** Odd, so that chroma has no whole number of pixels. */
    private static final int WIDTH = 37;

    private static final int HEIGHT = 23;

    private static AVFrame frame(int format, int width, int height) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.format(format).width(width).height(height);
        assertThat(avutil.av_frame_get_buffer(frame, 0)).isNotNegative();
        return frame;
    }

    private static RgbImage convert(AVFrame frame, int width, int height) {
        try (PictureConverter converter = new PictureConverter(width, height, FrameOrientation.UPRIGHT)) {
            return converter.picture(frame);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @BeforeAll
    static void load() {
        Ffmpeg.load();
    }

    /** A grey float of one half, and transparency of any kind beside it. */
    @Test
    void greyFloatsWithTransparencyKeepTheirGrey() {
        AVFrame frame = frame(avutil.AV_PIX_FMT_YAF32LE, WIDTH, HEIGHT);
        FloatPointer values = new FloatPointer(frame.data(0));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                long at = (long) y * frame.linesize(0) / Float.BYTES + 2L * x;
                values.put(at, x < WIDTH / 2 ? 0.5f : 1).put(at + 1, y / (float) HEIGHT);
            }
        }
        RgbImage picture = convert(frame, WIDTH, HEIGHT);
        assertThat(picture.value(3, 3, 0)).isCloseTo(128, within(2));
        assertThat(picture.value(30, 20, 1)).isCloseTo(255, within(2));
    }

    @Test
    void everyFormInMemoryThatFfmpegReadsBecomesAPicture() {
        List<String> refused = new ArrayList<>();
        int tried = 0;
        AVPixFmtDescriptor form = avutil.av_pix_fmt_desc_next((AVPixFmtDescriptor) null);
        for (; form != null && !form.isNull(); form = avutil.av_pix_fmt_desc_next(form)) {
            int format = avutil.av_pix_fmt_desc_get_id(form);
            boolean hardware = (form.flags() & avutil.AV_PIX_FMT_FLAG_HWACCEL) != 0;
            if (hardware || swscale.sws_isSupportedInput(format) == 0) {
                continue;
            }
            for (int flags : new int[] {0, AVFrame.AV_FRAME_FLAG_INTERLACED}) {
                tried++;
                AVFrame frame = frame(format, WIDTH, HEIGHT);
                frame.flags(flags);
                try {
                    convert(frame, WIDTH, HEIGHT);
                } catch (RuntimeException e) {
                    refused.add(form.name().getString() + " " + flags + ": " + e.getMessage());
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    /** Limited and full range, colours that a file leaves open, wide ones, and numbers that no standard has. */
    @ParameterizedTest
    @CsvSource({
        "1,2,2,2,0",
        "2,2,2,2,0",
        "1,2,2,2,8",
        "1,9,9,16,0",
        "1,10,9,18,8",
        "0,3,3,3,8",
        "2,0,0,0,0",
        "1,14,1,1,0",
        "1,8,1,1,0"
    })
    void coloursOfEveryKindAreRead(int range, int space, int primaries, int transfer, int flags) {
        AVFrame frame = frame(avutil.AV_PIX_FMT_YUV422P, 596, 336);
        frame.color_range(range).color_primaries(primaries).color_trc(transfer).colorspace(space);
        frame.flags(flags);
        assertThat(convert(frame, 596, 336).width()).isEqualTo(596);
    }
}
