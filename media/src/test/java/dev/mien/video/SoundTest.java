package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sound of a video that is written: encoded, or taken over packet by packet. */
class SoundTest {
    @TempDir
    private Path folder;

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
        assertThat(VideoProbe.packets(second)).hasSizeGreaterThan(80).isEqualTo(VideoProbe.packets(first));
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
        assertThat(VideoProbe.soundEnd(file)).isCloseTo(2, within(0.15));
    }

    @Test
    void soundWhoseRateAndChannelsChangeIsEncoded() throws IOException {
        Path first = DrawnVideo.coded(folder.resolve("1.mkv"), "mp2", 1, 48_000, 2);
        Path second = DrawnVideo.coded(folder.resolve("2.mkv"), "mp2", 1, 24_000, 1);
        Path sound = VideoProbe.joined(
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
        assertThat(VideoProbe.copy(damaged, copy).orElseThrow())
                .matches("\\d+ parts of the sound left out, damaged or overlapping");
        // of 173; a wrong length spoils the packets that it reaches over too
        assertThat(VideoProbe.packets(copy).size()).isBetween(80, 165);
        assertThat(VideoProbe.read(copy)).hasSize(100);
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
        assertThat(VideoProbe.copy(damaged, copy)).hasValue("12 parts of the sound left out, damaged or overlapping");
        assertThat(VideoProbe.packets(copy).size()).isEqualTo(125 - 12);
        assertThat(VideoProbe.read(copy)).hasSize(100);
    }

    @Test
    void soundThatCannotBeDecodedIsNotKeptOpen() throws IOException {
        assumeTrue(Files.isDirectory(VideoProbe.DESCRIPTORS), "open files are read from /proc");
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 44_100, 2);
        Path source = DrawnVideo.write(folder.resolve("a.mkv"), Optional.of(tone), 0, 0.04);
        VideoProbe.makeSoundUnknown(source);
        VideoFormat format = new VideoFormat(64, 64, 25, Optional.of(source));
        try (VideoWriter writer = VideoWriter.create(folder.resolve("b.mp4"), format)) {
            assertThat(VideoProbe.isOpen(source)).isFalse();
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
        assertThat(VideoProbe.packets(target)).hasSizeBetween(20, 26);
    }

    /**
     * There is a second of sound beside each two seconds of pictures, and it stays with its pictures after the joint.
     */
    @ParameterizedTest
    @CsvSource({"aac, b.mp4", "aac, b.mkv", "mp2, b.mp4"})
    void soundKeepsInStepWhereTheClockJumps(String codec, String name) throws IOException {
        Path file = VideoProbe.joined(folder.resolve("a.ts"), part(codec, 10), part(codec, 10));
        Path copy = folder.resolve(name);
        assertThat(VideoProbe.copy(file, copy)).isEmpty();
        List<VideoFrame> frames = VideoProbe.read(copy);
        assertThat(frames).hasSize(100);
        assertThat(frames.get(99).time()).isCloseTo(3.96, within(0.06));
        assertThat(VideoProbe.soundEnd(copy)).isCloseTo(3, within(0.1));
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
