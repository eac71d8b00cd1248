package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GIF, PNG and WebP with several frames against what Pillow shows (golden/animations.py). */
class AnimationTest {
    @TempDir
    private Path folder;

    private static byte[] golden(String name) throws IOException {
        try (InputStream input = AnimationTest.class.getResourceAsStream("/golden/animated/" + name)) {
            return input.readAllBytes();
        }
    }

    static Stream<String> all() throws IOException {
        return new String(golden("animations.csv"), StandardCharsets.US_ASCII).lines();
    }

    @ParameterizedTest
    @MethodSource("all")
    void framesAreShownAsPillowDoes(String line) throws IOException {
        String[] cells = line.split(",");
        Path file = Files.write(folder.resolve(cells[0]), golden(cells[0]));
        byte[] expected = golden(cells[0] + ".rgb");
        double[] times = Stream.of(cells[5].split(" "))
                .mapToDouble(time -> Integer.parseInt(time) / 1000.0)
                .toArray();
        List<VideoFrame> frames = VideoProbe.read(file);
        assertThat(frames.stream().mapToDouble(VideoFrame::time).toArray()).containsExactly(times, within(1e-6));
        for (int i = 0; i < times.length; i++) {
            RgbImage picture = frames.get(i).picture();
            byte[] pixels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
            picture.copyPixels(pixels);
            int worst = 0;
            for (int j = 0; j < pixels.length; j++) {
                worst = Math.max(worst, Math.abs((pixels[j] & 0xff) - (expected[i * pixels.length + j] & 0xff)));
            }
            assertThat(worst).isLessThanOrEqualTo(Integer.parseInt(cells[3]));
        }
        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(reader.info().seconds().orElseThrow())
                    .isCloseTo(Integer.parseInt(cells[4]) / 1000.0, within(1e-6));
            while (reader.next().isPresent()) {
                // to the end
            }
            assertThat(reader.problem()).isEmpty();
        }
        assertThat(VideoFiles.isVideo(file)).isTrue();
        assertThat(VideoFiles.isAnimation(file)).isTrue();
        assertThat(VideoFiles.isAnimation(golden(cells[0]))).isTrue();
    }

    private static String problem(Path file) {
        try (VideoReader reader = VideoReader.open(file)) {
            while (reader.next().isPresent()) {
                // to the end
            }
            return reader.problem().orElse("");
        }
    }

    /** The frames before the cut are read, and what is missing is told. */
    @ParameterizedTest
    @ValueSource(strings = {"whole.gif", "whole.png", "whole.webp", "lossy-clear.webp"})
    void whatIsCutOffIsTold(String name) throws IOException {
        byte[] whole = golden(name);
        for (int length : new int[] {whole.length - 1, whole.length * 9 / 10, whole.length * 3 / 4}) {
            Path file = Files.write(folder.resolve(length + name), Arrays.copyOf(whole, length));
            assertThat(problem(file)).as("%d bytes of %s", length, name).contains("cut off");
        }
    }

    @ParameterizedTest
    @CsvSource({"whole.png, 40, 30", "whole.webp, 80, 40", "lossy-clear.webp, 80, 40"})
    void aDamagedFrameIsTold(String name, int from, int to) throws IOException {
        byte[] bytes = golden(name);
        Arrays.fill(bytes, bytes.length - from, bytes.length - to, (byte) 0x5a);
        assertThat(problem(Files.write(folder.resolve(name), bytes))).startsWith("1 damaged part, the first at 0.");
    }

    /** The film of a drawn picture has the frames of a video, and its first frame is the photo. */
    @ParameterizedTest
    @ValueSource(strings = {"whole.gif", "whole.png", "whole.webp"})
    void theFirstFrameIsThePhoto(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), golden(name));
        RgbImage photo = RgbImage.read(file);
        RgbImage first = VideoProbe.read(file).get(0).picture();
        assertThat(DrawnVideo.difference(photo.toBufferedImage(), first)).isZero();
    }

    @Test
    void oneFrameIsAPhoto() throws IOException {
        for (String name : new String[] {"one.gif", "one.png", "one.webp"}) {
            Path file = Files.write(folder.resolve(name), golden(name));
            assertThat(VideoFiles.isVideo(file)).as(name).isFalse();
            assertThat(VideoFiles.isAnimation(golden(name))).isFalse();
        }
        for (String name : new String[] {"plain.avif", "plain.heic", "phone.heic"}) {
            Path file = Files.write(folder.resolve(name), GoldenHeif.named(name).file());
            assertThat(VideoFiles.isVideo(file)).as(name).isFalse();
        }
    }

    /** A file of avifenc with three frames of 0.2 s, and a picture that stands for them. */
    @Test
    void aSequenceOfAvifIsAFilm() throws IOException {
        GoldenHeif golden = GoldenHeif.named("sequence.avif");
        Path file = Files.write(folder.resolve("a.avif"), golden.file());
        assertThat(VideoFiles.isVideo(file)).isTrue();
        assertThat(VideoFiles.isAnimation(file)).isTrue();
        List<VideoFrame> frames = VideoProbe.read(file);
        assertThat(frames.stream().mapToDouble(VideoFrame::time).toArray())
                .containsExactly(new double[] {0, 0.2, 0.4}, within(1e-6));
        assertThat(DrawnVideo.difference(
                        RgbImage.read(file).toBufferedImage(), frames.get(0).picture()))
                .isLessThan(1);
        assertThat(DrawnVideo.difference(
                        RgbImage.read(file).toBufferedImage(), frames.get(1).picture()))
                .isGreaterThan(20);
    }

    /** A frame takes 20 bytes, so a small file could have frames for hours of work. */
    @Test
    void framesAndPixelsTogetherHaveALimit() throws IOException {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        byte[] head = {'G', 'I', 'F', '8', '9', 'a', 0x10, 0x27, 0x10, 0x27, 0, 0, 0};
        byte[] frame = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
        gif.writeBytes(head);
        for (int i = 0; i < 501; i++) {
            gif.writeBytes(frame);
        }
        gif.write(0x3b);
        Path file = Files.write(folder.resolve("a.gif"), gif.toByteArray());
        assertThat(VideoFiles.isVideo(file)).isTrue();
        assertThatThrownBy(() -> VideoReader.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " has 501 frames of 10000x10000 pixels, at most 50000000000 pixels are read in all:"
                        + " make it smaller");
    }
}
