package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.MienException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Videos in many forms, cut off and with holes at random places. A damaged file says so, or gives the same pictures as
 * the whole one. Only the last 0.3 seconds may be missing without a word, because files state rounded lengths.
 */
@Tag("thorough")
class VideoDamageTest {
    private static final int CASES = 15;
    private static final int FRAMES = 100;
    private static final int TOLERATED = 7;

    @TempDir
    private Path folder;

    /** The times and hashes of the pictures, and the problem. */
    private record Reading(List<String> pictures, Optional<String> problem) {
        boolean isSilent(Reading whole) {
            int count = pictures.size();
            boolean isBeginning = count <= FRAMES && pictures.equals(whole.pictures.subList(0, count));
            return problem.isEmpty() && !(isBeginning && count >= FRAMES - TOLERATED);
        }
    }

    private static int hash(VideoFrame frame) {
        int width = DrawnVideo.WIDTH;
        return Arrays.hashCode(
                frame.picture().toBufferedImage().getRGB(0, 0, width, DrawnVideo.HEIGHT, null, 0, width));
    }

    private static Reading read(Path file) {
        List<String> pictures = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file)) {
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                pictures.add(String.format("%.2f %d", frame.get().time(), hash(frame.get())));
            }
            return new Reading(pictures, reader.problem());
        }
    }

    private Path whole(String form, String ending) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 1);
        Path mp4 = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(FRAMES));
        return form.equals("mp4") ? mp4 : DrawnVideo.remux(folder.resolve("whole." + ending), form, 0, mp4);
    }

    private static byte[] damaged(byte[] bytes, boolean cut, int number, Random random) {
        int place = bytes.length / 10 + random.nextInt(bytes.length * 9 / 10);
        if (cut) {
            int kept = number % 3 == 0 ? bytes.length - 1 - random.nextInt(bytes.length / 30) : place;
            return Arrays.copyOf(bytes, kept);
        }
        byte[] damaged = bytes.clone();
        int end = Math.min(bytes.length, place + (50 << number % 7));
        Arrays.fill(damaged, place, end, (byte) (number % 2 * 0xaa));
        return damaged;
    }

    /** What passes without a word although pictures differ. */
    private List<String> silent(Path whole, String ending, boolean cut) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Reading expected = read(whole);
        assertThat(expected.problem()).isEmpty();
        Random random = new Random(7);
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Path file = Files.write(folder.resolve("damaged." + ending), damaged(bytes, cut, i, random));
            try {
                Reading reading = read(file);
                if (reading.isSilent(expected)) {
                    silent.add("case " + i + ": " + reading.pictures().size() + " pictures");
                }
            } catch (MienException e) {
                assertThat(e).hasMessageContaining("damaged." + ending);
            }
        }
        return silent;
    }

    @ParameterizedTest
    @CsvSource({"asf, wmv", "matroska, mkv", "mp4, mp4", "flv, flv", "mpegts, ts"})
    void cutOffVideosSaySo(String form, String ending) throws IOException {
        assertThat(silent(whole(form, ending), ending, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"asf, wmv", "matroska, mkv", "mp4, mp4", "flv, flv", "mpegts, ts"})
    void videosWithHolesSaySo(String form, String ending) throws IOException {
        assertThat(silent(whole(form, ending), ending, false)).isEmpty();
    }
}
