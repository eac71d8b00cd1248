package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.testing.FileServer;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos that are read: whole, cut off, damaged, turned, and such as are none. */
class VideoReaderTest {
    private static final double[] UNEVEN = {0, 0.04, 0.05, 0.3, 0.31, 0.32, 0.9, 1.5, 1.54};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.MOV", "видео с пробелом.mp4", "100%d.m4v"})
    void framesComeBackAtTheirTimes(String name) {
        Path file = DrawnVideo.write(folder.resolve(name), Optional.empty(), UNEVEN);
        List<VideoFrame> frames = VideoProbe.read(file);
        assertThat(frames).hasSize(UNEVEN.length);
        for (int i = 0; i < UNEVEN.length; i++) {
            assertThat(frames.get(i).number()).isEqualTo(i);
            assertThat(frames.get(i).time()).isCloseTo(UNEVEN[i], within(1e-5));
            assertThat(DrawnVideo.difference(
                            DrawnVideo.frame(UNEVEN[i]), frames.get(i).picture()))
                    .isLessThan(4);
        }
    }

    /** Matroska's clock counts milliseconds. */
    @Test
    void matroskaKeepsTimesToTheMillisecond() {
        Path file = DrawnVideo.write(folder.resolve("a.mkv"), Optional.empty(), UNEVEN);
        assertThat(VideoProbe.read(file).stream().mapToDouble(VideoFrame::time).toArray())
                .containsExactly(UNEVEN, within(1e-3));
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 2, 44_100, 2);
        try (VideoReader reader =
                VideoReader.open(DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(50)))) {
            VideoInfo info = reader.info();
            assertThat(info.width()).isEqualTo(DrawnVideo.WIDTH);
            assertThat(info.height()).isEqualTo(DrawnVideo.HEIGHT);
            assertThat(info.frameRate()).isCloseTo(25, within(0.01));
            assertThat(info.seconds().orElseThrow()).isCloseTo(2, within(0.05));
            assertThat(info.codec()).isEqualTo("h264");
            assertThat(info.sound()).isTrue();
        }
    }

    /** A colour comes back as it was: no channel changes its place, and no range is stretched. */
    @Test
    void coloursAreKept() {
        RgbImage picture = VideoProbe.read(DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 0.04))
                .get(1)
                .picture();
        int[] ground = {20, 40, 160};
        int[] corner = {200, 60, 40};
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            assertThat(picture.value(300, 20, channel)).isCloseTo(ground[channel], within(5));
            assertThat(picture.value(12, 12, channel)).isCloseTo(corner[channel], within(5));
        }
    }

    /** The matrix that phones write into the track's header, patched into the file. */
    @ParameterizedTest
    @CsvSource({"0, 1, -1, 0, 90", "-1, 0, 0, -1, 180", "0, -1, 1, 0, 270", "1, 0, 0, 1, 0"})
    void aPictureThatLiesOnItsSideIsTurned(int a, int b, int c, int d, int degrees) throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(3));
        patchMatrix(file, a, b, c, d);
        BufferedImage expected = turned(DrawnVideo.frame(0), degrees);
        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(reader.info().width()).isEqualTo(expected.getWidth());
            RgbImage picture = reader.next().orElseThrow().picture();
            assertThat(picture.height()).isEqualTo(expected.getHeight());
            assertThat(DrawnVideo.difference(expected, picture)).isLessThan(4);
        }
    }

    /**
     * Writes the first two numbers of two rows of the track header's matrix. They are of 16.16 fixed point and stand 40
     * bytes after its version (ISO/IEC 14496-12).
     */
    private static void patchMatrix(Path file, int a, int b, int c, int d) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer matrix = ByteBuffer.wrap(bytes);
        int place = header + 4 + 40;
        assertThat(matrix.getInt(place)).isEqualTo(1 << 16);
        matrix.putInt(place, a << 16).putInt(place + 4, b << 16);
        matrix.putInt(place + 12, c << 16).putInt(place + 16, d << 16);
        Files.write(file, bytes);
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        AffineTransform turn = AffineTransform.getQuadrantRotateInstance(
                degrees / 90, image.getWidth() / 2.0, image.getHeight() / 2.0);
        if (degrees % 180 != 0) {
            double shift = (image.getWidth() - image.getHeight()) / 2.0;
            turn.preConcatenate(AffineTransform.getTranslateInstance(-shift, shift));
        }
        boolean upright = degrees % 180 == 0;
        BufferedImage result = new BufferedImage(
                upright ? image.getWidth() : image.getHeight(),
                upright ? image.getHeight() : image.getWidth(),
                BufferedImage.TYPE_INT_RGB);
        return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, result);
    }

    /** By 2 s, by half a minute, and by so much that FFmpeg takes the clock for one that has come to its end. */
    @ParameterizedTest
    @CsvSource({"mpegts, 10", "mpegts, 40", "mpegts, 1000", "matroska, 10"})
    void timesGoOnWhereTheClockJumps(String form, double begin) throws IOException {
        Path part = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(50));
        Path file = VideoProbe.joined(
                folder.resolve("joined"),
                DrawnVideo.remux(folder.resolve("1"), form, begin, part),
                DrawnVideo.remux(folder.resolve("2"), form, 10, part));
        double[] times = new double[100];
        try (VideoReader reader = VideoReader.open(file)) {
            for (int i = 0; i < times.length; i++) {
                times[i] = reader.next().orElseThrow().time();
            }
            assertThat(reader.next()).isEmpty();
            assertThat(reader.problem().orElseThrow())
                    .endsWith("its clock jumps at 2.00 s")
                    .doesNotContain("cut off");
        }
        assertThat(times).containsExactly(DrawnVideo.even(100), within(1e-3));
    }

    @Test
    void whatIsCutOffIsSaidAndTheRestIsRead() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 1);
        Path whole = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(100));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
        try (VideoReader reader = VideoReader.open(cut)) {
            assertThat(reader.problem()).isEmpty();
            int frames = 0;
            while (reader.next().isPresent()) {
                frames++;
            }
            assertThat(frames).isBetween(20, 80);
            assertThat(reader.problem().orElseThrow())
                    .contains("should last 4.0")
                    .endsWith("so the file was cut off");
        }
    }

    private static String problem(Path file) {
        try (VideoReader reader = VideoReader.open(file)) {
            while (reader.next().isPresent()) {
                // to the end
            }
            return reader.problem().orElse("");
        }
    }

    /** Also where the container has no index at its end, or FFmpeg guesses the length from what is left. */
    @ParameterizedTest
    @CsvSource({"asf, wmv", "matroska, mkv", "mp4, mp4", "mpegts, ts"})
    void noContainerEndsEarlyWithoutAWord(String form, String ending) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 1);
        Path mp4 = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(100));
        boolean isMp4 = form.equals("mp4");
        Path whole = isMp4 ? mp4 : DrawnVideo.remux(folder.resolve("whole." + ending), form, 0, mp4);
        assertThat(problem(whole)).isEmpty();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut." + ending), Arrays.copyOf(bytes, bytes.length / 2 + 1));
        assertThat(problem(cut)).endsWith("so the file was cut off");
    }

    /** The index of an MP4 names places past the end of the file. */
    @Test
    void aFileWithoutAnyPictureSaysSo() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 2, 44_100, 1);
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(50));
        byte[] bytes = Files.readAllBytes(file);
        int offsets = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stco") + 8;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 1; i <= buffer.getInt(offsets); i++) {
            buffer.putInt(offsets + 4 * i, bytes.length + 1000);
        }
        Files.write(file, bytes);
        assertThat(problem(file))
                .startsWith("it has no picture that can be decoded; its pictures end at 0.00 s and should last 2.00 s");
    }

    /** FFmpeg finds its way behind a hole in a Matroska file and says nothing. */
    @Test
    void aHoleIsADamagedPart() throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mkv"), Optional.empty(), DrawnVideo.even(100));
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0);
        Files.write(file, bytes);
        assertThat(problem(file)).matches("[12] damaged parts?, the first at 1[.].*");
    }

    @Test
    void aFileWithoutFaultHasNoProblem() {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), UNEVEN);
        try (VideoReader reader = VideoReader.open(file)) {
            while (reader.next().isPresent()) {
                assertThat(reader.problem().isPresent()
                                && reader.problem().get().contains("damaged"))
                        .isFalse();
            }
            assertThat(reader.problem()).isEmpty();
        }
    }

    @Test
    void whatIsDamagedInTheMiddleIsSaidAndTheRestIsRead() throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(100));
        byte[] bytes = Files.readAllBytes(file);
        int middle = bytes.length / 2;
        Arrays.fill(bytes, middle, middle + 3000, (byte) 0xAA);
        Files.write(file, bytes);
        try (VideoReader reader = VideoReader.open(file)) {
            double last = 0;
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                last = frame.get().time();
            }
            assertThat(last).isGreaterThan(3.9);
            assertThat(reader.problem().orElseThrow()).matches("\\d+ damaged parts?, the first at [12]\\.\\d\\d s");
        }
    }

    @Test
    void whatIsNoVideoIsRefusedWithAReason() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video at all\n".repeat(100));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 8000, 1);
        byte[] whole = Files.readAllBytes(DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 1));
        Path headless = Files.write(folder.resolve("b.mp4"), Arrays.copyOf(whole, 60));
        assertRefused(folder.resolve("none.mp4"), "there is no file " + folder.resolve("none.mp4"));
        assertRefused(folder, "is a folder, expected a video");
        assertRefused(text, "cannot read " + text + " as a video: Invalid data found");
        assertRefused(empty, "cannot read " + empty);
        assertRefused(headless, "lacks its index and cannot be read");
        assertRefused(tone, "has no moving pictures, only sound, expected a video");
    }

    private static void assertRefused(Path file, String text) {
        assertThatThrownBy(() -> VideoReader.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(text);
    }

    /** A playlist that names something elsewhere is not followed, though there is what it names. */
    @Test
    void aPlaylistIsNotFollowed() throws IOException {
        Path part = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(25));
        Path segment = DrawnVideo.remux(folder.resolve("a.ts"), "mpegts", 10, part);
        assertThat(VideoProbe.read(segment)).hasSize(25);
        try (FileServer server = new FileServer().with("/a.ts", Files.readAllBytes(segment))) {
            Path list = Files.writeString(
                    folder.resolve("list.m3u8"),
                    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + server.address("/a.ts") + "\n#EXT-X-ENDLIST\n");
            assertThatThrownBy(() -> VideoReader.open(list)).isInstanceOf(InvalidInputException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** The shape of a pixel, patched into the file, makes 10 million columns of 320. */
    @Test
    void picturesLargerThanCanBeHeldAreRefused() throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 0.04);
        byte[] bytes = Files.readAllBytes(file);
        int shape = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("pasp") + 4;
        assertThat(ByteBuffer.wrap(bytes).getInt(shape)).isEqualTo(1);
        ByteBuffer.wrap(bytes).putInt(shape, 32_767);
        Files.write(file, bytes);
        assertRefused(file, "claims pictures of 10485440x180 pixels, at most 200000000 are read: make them smaller");
        if (Files.isDirectory(VideoProbe.DESCRIPTORS)) {
            assertThat(VideoProbe.isOpen(file)).isFalse();
        }
    }

    @Test
    void aClosedReaderSaysSo() {
        VideoReader reader = VideoReader.open(DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 1));
        reader.close();
        reader.close();
        assertThatThrownBy(reader::next).isInstanceOf(MienException.class).hasMessageEndingWith("is closed");
    }
}
