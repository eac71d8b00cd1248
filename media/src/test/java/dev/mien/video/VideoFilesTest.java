package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.io.WriteFailedException;
import dev.mien.testing.FileServer;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing, over files that the writer makes of drawn pictures. */
class VideoFilesTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final double[] UNEVEN = {0, 0.04, 0.05, 0.3, 0.31, 0.32, 0.9, 1.5, 1.54};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.MOV", "видео с пробелом.mp4", "100%d.m4v"})
    void framesComeBackAtTheirTimes(String name) {
        Path file = DrawnVideo.write(folder.resolve(name), Optional.empty(), UNEVEN);
        List<VideoFrame> frames = read(file);
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
        assertThat(read(file).stream().mapToDouble(VideoFrame::time).toArray()).containsExactly(UNEVEN, within(1e-3));
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
        RgbImage picture = read(DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 0.04))
                .get(1)
                .picture();
        int[] ground = {20, 40, 160};
        int[] corner = {200, 60, 40};
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            assertThat(picture.value(300, 20, channel)).isCloseTo(ground[channel], within(5));
            assertThat(picture.value(12, 12, channel)).isCloseTo(corner[channel], within(5));
        }
    }

    @Test
    void anOddSizeGrowsByOne() {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), new VideoFormat(161, 131, 25, Optional.empty()), 0, 0.04);
        RgbImage picture = read(file).get(0).picture();
        assertThat(picture.width()).isEqualTo(162);
        assertThat(picture.height()).isEqualTo(132);
    }

    /** As high as a telephone's, held upright. */
    @Test
    void aLargeStandingPictureIsWritten() {
        VideoFormat format = new VideoFormat(2160, 3840, 25, Optional.empty());
        RgbImage picture = read(DrawnVideo.write(folder.resolve("a.mp4"), format, 0))
                .get(0)
                .picture();
        assertThat(picture.height()).isEqualTo(3840);
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

    @Test
    void orientationsMirrorToo() {
        byte[] pixels = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6};
        assertThat(every3rd(FrameOrientation.of(-1, 0, 0, 1).apply(pixels, 3, 2)))
                .containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(every3rd(FrameOrientation.of(1, 0, 0, -1).apply(pixels, 3, 2)))
                .containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(every3rd(FrameOrientation.of(0, 1, 1, 0).apply(pixels, 3, 2)))
                .containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(every3rd(FrameOrientation.of(0, 1, -1, 0).apply(pixels, 3, 2)))
                .containsExactly(4, 1, 5, 2, 6, 3);
    }

    @ParameterizedTest
    @CsvSource({"44100, 2", "48000, 1", "11025, 1", "96000, 2"})
    void soundOfAnyRateIsEncoded(int rate, int channels) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 2, rate, channels);
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(50));
        Tone heard = Tone.of(file);
        assertThat(heard.codec).isEqualTo("aac");
        assertThat(heard.seconds).isCloseTo(2, within(0.08));
        assertThat(heard.frequency()).isCloseTo(DrawnVideo.TONE, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.mp4", "b.mov", "b.mkv"})
    void soundIsTakenOverBitByBit(String name) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 2, 44_100, 2);
        Path first = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(50));
        Path second = DrawnVideo.write(folder.resolve(name), Optional.of(first), DrawnVideo.even(50));
        assertThat(packets(second)).hasSizeGreaterThan(80).isEqualTo(packets(first));
    }

    /** Each container takes some, and FFmpeg's own tables name more than that. */
    @ParameterizedTest
    @CsvSource({
        "libopus, 48000, a.mov, aac",
        "flac, 44100, a.mov, aac",
        "libmp3lame, 11025, a.mp4, aac",
        "libmp3lame, 11025, a.mov, mp3",
        "libopus, 48000, a.mp4, opus",
        "flac, 44100, a.m4v, flac",
        "flac, 44100, a.mkv, flac",
        "mp2, 44100, a.mkv, aac"
    })
    void soundIsCopiedWhereTheContainerTakesIt(String encoder, int rate, String name, String codec) {
        Path sound = DrawnVideo.coded(folder.resolve("sound.mkv"), encoder, 2, rate, 1);
        Path file = DrawnVideo.write(folder.resolve(name), Optional.of(sound), DrawnVideo.even(50));
        try (Demuxer demuxer = Demuxer.open(file)) {
            assertThat(Decoder.name(demuxer.stream(demuxer.sound().orElseThrow())))
                    .isEqualTo(codec);
        }
        assertThat(soundEnd(file)).isCloseTo(2, within(0.15));
    }

    @Test
    void soundWhoseRateAndChannelsChangeIsEncoded() throws IOException {
        Path first = DrawnVideo.coded(folder.resolve("1.mkv"), "mp2", 1, 48_000, 2);
        Path second = DrawnVideo.coded(folder.resolve("2.mkv"), "mp2", 1, 24_000, 1);
        Path sound = joined(
                folder.resolve("sound.mp2"),
                DrawnVideo.remux(folder.resolve("1.mp2"), "mp2", 0, first),
                DrawnVideo.remux(folder.resolve("2.mp2"), "mp2", 0, second));
        Tone heard = Tone.of(DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(sound), DrawnVideo.even(50)));
        assertThat(heard.codec).isEqualTo("aac");
        assertThat(heard.seconds).isCloseTo(2, within(0.15));
        assertThat(heard.frequency()).isCloseTo(DrawnVideo.TONE, within(10.0));
    }

    /** In a transport stream, where AAC has a header before each packet, every twentieth says a wrong length. */
    @ParameterizedTest
    @ValueSource(strings = {"b.mp4", "b.mkv"})
    void soundThatIsDamagedIsLeftOutAndThatIsSaid(String name) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 2);
        Path whole = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(100));
        Path damaged = DrawnVideo.remux(folder.resolve("a.ts"), "mpegts", 10, whole);
        byte[] bytes = Files.readAllBytes(damaged);
        int headers = 0;
        for (int i = 0; i < bytes.length - 3; i++) {
            boolean header = bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xF1 && bytes[i + 2] == 0x50;
            headers += header ? 1 : 0;
            bytes[i + 3] ^= (byte) (header && headers % 20 == 0 ? 2 : 0);
        }
        Files.write(damaged, bytes);
        Path copy = folder.resolve(name);
        assertThat(copy(damaged, copy).orElseThrow())
                .matches("\\d+ parts of the sound left out, damaged or overlapping");
        // of 173; a wrong length spoils the packets that it reaches over too
        assertThat(packets(copy).size()).isBetween(80, 165);
        assertThat(read(copy)).hasSize(100);
    }

    /** MP4 looks into a packet of AC-3 when it is written, which is while pictures are, or at the end. */
    @Test
    void soundThatTheContainerFindsAtFaultIsLeftOutAndThatIsSaid() throws IOException {
        Path sound = DrawnVideo.coded(folder.resolve("sound.mkv"), "ac3_fixed", 4, 48_000, 1);
        Path damaged = DrawnVideo.write(folder.resolve("a.mkv"), Optional.of(sound), DrawnVideo.even(100));
        byte[] bytes = Files.readAllBytes(damaged);
        int beginnings = 0;
        for (int i = 1; i < bytes.length; i++) {
            boolean begins = bytes[i - 1] == 0x0B && bytes[i] == 0x77;
            beginnings += begins ? 1 : 0;
            bytes[i] = begins && beginnings % 10 == 0 ? 0 : bytes[i];
        }
        Files.write(damaged, bytes);
        Path copy = folder.resolve("b.mp4");
        assertThat(copy(damaged, copy)).hasValue("12 parts of the sound left out, damaged or overlapping");
        assertThat(packets(copy).size()).isEqualTo(125 - 12);
        assertThat(read(copy)).hasSize(100);
    }

    @Test
    void soundThatCannotBeDecodedIsNotKeptOpen() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "open files are read from /proc");
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 44_100, 2);
        Path source = DrawnVideo.write(folder.resolve("a.mkv"), Optional.of(tone), 0, 0.04);
        makeSoundUnknown(source);
        VideoFormat format = new VideoFormat(64, 64, 25, Optional.of(source));
        try (VideoWriter writer = VideoWriter.create(folder.resolve("b.mp4"), format)) {
            assertThat(isOpen(source)).isFalse();
            assertThat(writer.problem()).hasValue("its sound is left out: FFmpeg cannot decode it (none)");
        }
    }

    /** Asked again and again, as for each frame, it reads on only when there is something to write. */
    @Test
    void soundIsReadNoFurtherThanItIsAskedFor() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 2);
        Path source = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(100));
        Path target = folder.resolve("b.mkv");
        try (Muxer muxer = Muxer.open(target);
                Sound sound = Sound.of(source, muxer)) {
            muxer.begin();
            for (int i = 0; i < 100; i++) {
                sound.writeUntil(0.5);
            }
            muxer.finish();
        }
        assertThat(packets(target)).hasSizeBetween(20, 26);
    }

    /** By 2 s, by half a minute, and by so much that FFmpeg takes the clock for one that has come to its end. */
    @ParameterizedTest
    @CsvSource({"mpegts, 10", "mpegts, 40", "mpegts, 1000", "matroska, 10"})
    void timesGoOnWhereTheClockJumps(String form, double begin) throws IOException {
        Path part = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(50));
        Path file = joined(
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

    /** A second of sound beside each two seconds of pictures: what is heard after the joint is heard with its pictures. */
    @ParameterizedTest
    @CsvSource({"aac, b.mp4", "aac, b.mkv", "mp2, b.mp4"})
    void soundKeepsInStepWhereTheClockJumps(String codec, String name) throws IOException {
        Path file = joined(folder.resolve("a.ts"), part(codec, 10), part(codec, 10));
        Path copy = folder.resolve(name);
        assertThat(copy(file, copy)).isEmpty();
        List<VideoFrame> frames = read(copy);
        assertThat(frames).hasSize(100);
        assertThat(frames.get(99).time()).isCloseTo(3.96, within(0.06));
        assertThat(soundEnd(copy)).isCloseTo(3, within(0.1));
    }

    private Path part(String codec, double begin) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 48_000, 1);
        Path silent = DrawnVideo.write(folder.resolve("silent.mp4"), Optional.empty(), DrawnVideo.even(50));
        Path part = folder.resolve("part.ts");
        return codec.equals("aac")
                ? DrawnVideo.remux(
                        part,
                        "mpegts",
                        begin,
                        DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(50)))
                : DrawnVideo.remux(
                        part,
                        "mpegts",
                        begin,
                        silent,
                        DrawnVideo.coded(folder.resolve("sound.mkv"), codec, 1, 48_000, 1));
    }

    /** As cat joins them. */
    private static Path joined(Path file, Path first, Path second) throws IOException {
        byte[] bytes = Files.readAllBytes(first);
        byte[] more = Files.readAllBytes(second);
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        return Files.write(file, both);
    }

    @Test
    void aStampThatStraysIsNoJump() {
        SteadyClock clock = new SteadyClock(false);
        assertThat(clock.shiftOf(0, 10, 10, 10.04)).isZero();
        assertThat(clock.shiftOf(0, 10.04, 10.04, 10.08)).isZero();
        assertThat(clock.shiftOf(0, 3, 3, 3.04)).isCloseTo(7.08, within(1e-9));
        assertThat(clock.jump()).hasValue(10.08);
        assertThat(clock.shiftOf(0, 10.12, 10.12, 10.16)).isZero();
        assertThat(clock.shiftOf(0, 50, 50, 50.04)).isZero();
        assertThat(clock.shiftOf(0, 10.2, 10.2, 10.24)).isZero();
        assertThat(clock.jump()).isEqualTo(OptionalDouble.empty());
    }

    /** One of them ends a second before the other, and both go on together. */
    @Test
    void streamsJumpByTheSame() {
        SteadyClock clock = new SteadyClock(false);
        clock.shiftOf(0, 10, 10, 10.5);
        clock.shiftOf(1, 10, 10, 10.5);
        clock.shiftOf(0, 10.5, 10.5, 11);
        clock.shiftOf(0, 11, 11, 11.5);
        assertThat(clock.shiftOf(0, 2, 2.1, 2.6)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.shiftOf(1, 2.2, 2.2, 2.7)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.jump()).isEmpty();
        assertThat(clock.shiftOf(1)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.shiftOf(2)).isCloseTo(9.4, within(1e-9));
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
        assertRefused(tone, "has no moving pictures, only sound. Expected a video");
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
        assertThat(read(segment)).hasSize(25);
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
        if (Files.isDirectory(DESCRIPTORS)) {
            assertThat(isOpen(file)).isFalse();
        }
    }

    @Test
    void thePlaceIsBlamedOnlyForWhatItRefuses() {
        Path file = folder.resolve("a.mp4");
        for (int code : new int[] {-28, -30, -13}) {
            assertThat(Muxer.failure(file, code))
                    .isInstanceOf(WriteFailedException.class)
                    .hasMessageEndingWith("Free some space or choose a folder that can be written to");
        }
        assertThat(Muxer.failure(file, -22))
                .isExactlyInstanceOf(MienException.class)
                .hasMessage(
                        "cannot write " + file + ": FFmpeg says \"Invalid argument\". Try a name with another ending:"
                                + " .mkv takes the most");
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithAReason() throws IOException {
        VideoFormat format = new VideoFormat(64, 64, 25, Optional.empty());
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("a.gif"), format))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a name that ends in .mp4, .m4v, .mov or .mkv");
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("none/a.mp4"), format))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("No such file or directory");
        assertThatThrownBy(() -> new VideoFormat(8, 64, 25, Optional.empty()))
                .hasMessage("a video of 8x64 cannot be written, expected sides from 16 pixels on and at most 9437184"
                        + " pixels in all");
        assertThatThrownBy(() -> new VideoFormat(4096, 2305, 25, Optional.empty()))
                .hasMessageStartingWith("a video of 4096x2305 cannot be written");
        assertThatThrownBy(() -> new VideoFormat(64, 64, 0, Optional.empty()))
                .hasMessage("the frame rate of a video is 0.0, expected above 0");
        VideoFormat silent = new VideoFormat(64, 64, 25, Optional.of(folder.resolve("none.wav")));
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("a.mp4"), silent))
                .hasMessageContaining("there is no file");
        assertThat(names()).isEmpty();
    }

    @Test
    void framesThatDoNotFitAreRefusedAndNothingIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.mp4"), "before");
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(64, 64, 25, Optional.empty()))) {
            writer.write(DrawnVideo.frame(0, 64, 64), 1);
            assertThatThrownBy(() -> writer.write(DrawnVideo.frame(0, 64, 64), 1))
                    .hasMessage("a frame at 1.0 s comes after one at 1.0 s: expected times from 0 that grow");
            assertThatThrownBy(() -> writer.write(DrawnVideo.frame(0, 64, 62), 2))
                    .hasMessage("a picture of 64x62 does not fit into a video of 64x64");
        }
        assertThat(file).content().isEqualTo("before");
        assertThat(names()).containsExactly("a.mp4");
    }

    @Test
    void aClosedReaderSaysSo() {
        VideoReader reader = VideoReader.open(DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), 0, 1));
        reader.close();
        reader.close();
        assertThatThrownBy(reader::next).isInstanceOf(MienException.class).hasMessageEndingWith("is closed");
    }

    /**
     * A JVM of its own, since in one that has run other tests Java's heap comes and goes by hundreds of megabytes: 2,000 frames read
     * and written, after 800 that let pools and compilers settle.
     */
    @Test
    void residentMemoryDoesNotGrow() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/statm")), "resident memory is read from /proc");
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 2);
        VideoFormat format = new VideoFormat(144, 128, 25, Optional.of(tone));
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), format, DrawnVideo.even(100));
        String output = inItsOwnJvm(
                "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-cp", CLASS_PATH, Growing.class.getName(), file, folder);
        // one picture a frame would be 110 MB
        assertThat(Long.parseLong(output.strip())).isLessThan(32L << 20);
    }

    /** Prints by how many bytes resident memory grew while a video was copied 20 times, after 8 that do not count. */
    static final class Growing {
        private Growing() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Path to = Path.of(arguments[1]).resolve("copy.mp4");
            copy(file, to, 8);
            long before = residentBytes();
            copy(file, to, 20);
            System.out.println(residentBytes() - before);
        }
    }

    private static void copy(Path file, Path to, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(copy(file, to)).isEmpty();
        }
    }

    /** Writes as many pictures at the same times with the same sound. Returns what was wrong with the sound. */
    private static Optional<String> copy(Path from, Path to) {
        try (VideoReader reader = VideoReader.open(from);
                VideoWriter writer = VideoWriter.create(to, VideoFormat.like(reader))) {
            BufferedImage picture =
                    DrawnVideo.frame(0, reader.info().width(), reader.info().height());
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                writer.write(picture, frame.get().time());
            }
            writer.finish();
            return writer.problem();
        }
    }

    private static boolean isOpen(Path file) throws IOException {
        Path real = file.toRealPath();
        try (var descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.anyMatch(descriptor -> isAt(descriptor, real));
        }
    }

    private static boolean isAt(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            // closed since it was listed
            return false;
        }
    }

    /** Gives the sound of a Matroska file a code that nobody knows. */
    static void makeSoundUnknown(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int code = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("A_AAC");
        assertThat(code).isPositive();
        System.arraycopy("A_XYZ".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, code, 5);
        Files.write(file, bytes);
    }

    private static long residentBytes() throws IOException {
        System.gc();
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return 4096 * Long.parseLong(pages[1]);
    }

    /** A JVM of its own reads a damaged file: nothing of FFmpeg's and OpenH264's logs reaches its terminal. */
    @Test
    void nothingIsPrinted() throws IOException, InterruptedException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(50));
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0x55);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 8 / 10));
        String output = inItsOwnJvm("-cp", CLASS_PATH, Copying.class.getName(), file, folder.resolve("copy.mp4"));
        assertThat(output).isEmpty();
        assertThat(read(folder.resolve("copy.mp4"))).hasSizeGreaterThan(5);
    }

    /** What it printed on either stream, without what a JVM says of its options; it has to end well. */
    private static String inItsOwnJvm(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> !line.startsWith("Picked up")).collect(Collectors.joining("\n"));
    }

    /** Reads a video and writes as many pictures. */
    static final class Copying {
        private Copying() {}

        public static void main(String[] arguments) {
            try (VideoReader reader = VideoReader.open(Path.of(arguments[0]));
                    VideoWriter writer = VideoWriter.create(Path.of(arguments[1]), VideoFormat.like(reader))) {
                for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                    writer.write(DrawnVideo.frame(1), frame.get().time());
                }
                writer.finish();
            }
        }
    }

    static List<VideoFrame> read(Path file) {
        List<VideoFrame> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file)) {
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] every3rd(byte[] pixels) {
        byte[] values = new byte[pixels.length / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[3 * i];
        }
        return values;
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

    /** The first two numbers of two rows of the track header's matrix, 16.16 fixed point, 40 bytes after its version (ISO/IEC 14496-12). */
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

    /** When the last of the sound has sounded, in seconds. */
    private static double soundEnd(Path file) {
        double end = 0;
        try (Demuxer demuxer = Demuxer.open(file)) {
            int sound = demuxer.sound().orElseThrow();
            while (demuxer.read() >= 0) {
                if (demuxer.packet().stream_index() == sound) {
                    end = Math.max(end, demuxer.end(demuxer.packet()));
                }
            }
        }
        return end;
    }

    /** The encoded sound: each packet's bytes. */
    private static List<List<Byte>> packets(Path file) {
        List<List<Byte>> packets = new ArrayList<>();
        try (Demuxer demuxer = Demuxer.open(file)) {
            int sound = demuxer.sound().orElseThrow();
            while (demuxer.read() >= 0) {
                AVPacket packet = demuxer.packet();
                if (packet.stream_index() == sound) {
                    byte[] bytes = new byte[packet.size()];
                    new BytePointer(packet.data()).get(bytes);
                    List<Byte> list = new ArrayList<>();
                    for (byte value : bytes) {
                        list.add(value);
                    }
                    packets.add(list);
                }
            }
        }
        return packets;
    }

    /** What is heard in a file's first channel. */
    private static final class Tone {
        private final String codec;
        private double seconds;
        private int crossings;

        private Tone(String codec) {
            this.codec = codec;
        }

        static Tone of(Path file) {
            try (Demuxer demuxer = Demuxer.open(file)) {
                int sound = demuxer.sound().orElseThrow();
                Tone tone = new Tone(Decoder.name(demuxer.stream(sound)));
                try (Decoder decoder = Decoder.of(demuxer, sound)) {
                    float last = 0;
                    while (demuxer.read() >= 0) {
                        if (demuxer.packet().stream_index() == sound) {
                            decoder.send(demuxer.packet());
                            while (decoder.receive() >= 0) {
                                last = tone.hear(decoder, last);
                            }
                        }
                    }
                }
                return tone;
            }
        }

        /** Counts how often the tone goes from well below zero to well above. */
        private float hear(Decoder decoder, float before) {
            int count = decoder.frame().nb_samples();
            float[] samples = new float[count];
            new FloatPointer(decoder.frame().data(0)).get(samples);
            float last = before;
            for (float sample : samples) {
                crossings += last < 0 && sample > 0.05 ? 1 : 0;
                last = Math.abs(sample) > 0.05 ? sample : last;
            }
            seconds += count / (double) decoder.frame().sample_rate();
            return last;
        }

        double frequency() {
            return crossings / seconds;
        }
    }
}
