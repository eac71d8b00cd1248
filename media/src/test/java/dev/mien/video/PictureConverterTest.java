package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * Matrix, primaries and transfer characteristics: untold, of standards, and such as no standard has. Wide primaries
     * are in a test of their own, because FFmpeg takes a tenth of a second to prepare for them.
     */
    private static final int[][] COLORS = {
        {2, 2, 2}, {1, 1, 1}, {6, 6, 6}, {9, 2, 2}, {10, 2, 2}, {3, 3, 3}, {0, 0, 0}, {14, 1, 1}, {8, 1, 1}, {7, 7, 7}
    };

    /**
     * Every form meets every range, with and without fields, and in turn each kind of colours. The sides are odd and
     * even.
     */
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
            for (int range = 0; range < 3; range++) {
                for (int flags : new int[] {0, AVFrame.AV_FRAME_FLAG_INTERLACED}) {
                    int[] colors = COLORS[tried++ % COLORS.length];
                    int width = WIDTH + tried % 2;
                    AVFrame frame = frame(format, width, HEIGHT);
                    frame.flags(flags);
                    frame.color_range(range).colorspace(colors[0]);
                    frame.color_primaries(colors[1]).color_trc(colors[2]);
                    try {
                        assertThat(convert(frame, width, HEIGHT).width()).isEqualTo(width);
                    } catch (RuntimeException e) {
                        refused.add(form.name().getString() + " " + range + " " + flags + " " + Arrays.toString(colors)
                                + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(tried).isGreaterThan(900);
    }

    /** Nothing is stretched, and no matrix is taken for another. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "5, 1", "6, 1", "6, 2", "7, 1", "9, 1", "9, 2"})
    void coloursComeBackFromEveryMatrixAndRange(int matrix, int range) {
        double[] weights = switch (matrix) {
            case 1 -> new double[] {0.2126, 0.0722};
            case 7 -> new double[] {0.212, 0.087};
            case 9 -> new double[] {0.2627, 0.0593};
            default -> new double[] {0.299, 0.114};
        };
        double[] color = {200 / 255.0, 90 / 255.0, 60 / 255.0};
        double luma = weights[0] * color[0] + (1 - weights[0] - weights[1]) * color[1] + weights[1] * color[2];
        double blue = (color[2] - luma) / (2 - 2 * weights[1]);
        double red = (color[0] - luma) / (2 - 2 * weights[0]);
        double[] values = range == 1
                ? new double[] {16 + 219 * luma, 128 + 224 * blue, 128 + 224 * red}
                : new double[] {255 * luma, 128 + 255 * blue, 128 + 255 * red};
        AVFrame frame = frame(avutil.AV_PIX_FMT_YUV444P, WIDTH, HEIGHT);
        frame.color_range(range).colorspace(matrix);
        for (int plane = 0; plane < 3; plane++) {
            for (long i = 0; i < (long) HEIGHT * frame.linesize(plane); i++) {
                frame.data(plane).put(i, (byte) Math.round(values[plane]));
            }
        }
        RgbImage picture = convert(frame, WIDTH, HEIGHT);
        assertThat(picture.value(20, 11, 0)).isCloseTo(200, within(2));
        assertThat(picture.value(20, 11, 1)).isCloseTo(90, within(2));
        assertThat(picture.value(20, 11, 2)).isCloseTo(60, within(2));
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
