package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.recognition.TrackingOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A video of a walking face, and a recognizer that finds what is grey in it. */
class VideoRecognitionTest {
    private static final double[] TIMES = {0, 0.04, 0.08, 0.12, 0.2, 0.28, 0.3, 0.34, 0.4, 0.5, 0.6, 0.62, 0.7, 0.8, 0.9
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void theFaceIsFollowed(int every) {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), TIMES);
        AtomicInteger calls = new AtomicInteger();
        List<TrackedFrame> frames = new ArrayList<>();
        VideoSummary summary;
        try (VideoReader video = VideoReader.open(file)) {
            summary = new VideoRecognition(counted(calls), every, TrackingOptions.USUAL).run(video, frames::add);
        }
        assertThat(calls).hasValue((TIMES.length + every - 1) / every);
        assertThat(frames).hasSize(TIMES.length);
        for (int i = 0; i < TIMES.length; i++) {
            TrackedFace face = frames.get(i).faces().get(0);
            assertThat(frames.get(i).number()).isEqualTo(i);
            assertThat(frames.get(i).time()).isCloseTo(TIMES[i], within(1e-5));
            assertThat(face.track()).isEqualTo(1);
            assertThat(face.predicted()).isEqualTo(i % every != 0);
            // before a second sighting nobody knows that it walks
            double tolerance = i < every ? DrawnVideo.SPEED * TIMES[every] : 6;
            assertThat(face.recognition().box().x()).isCloseTo(DrawnVideo.faceX(TIMES[i]), within(tolerance));
        }
        assertThat(summary.frames()).isEqualTo(TIMES.length);
        assertThat(summary.people()).hasSize(1);
        assertThat(summary.seconds()).isBetween(0.9, 1.0);
        assertThat(summary.realTimeFactor()).isEqualTo(summary.workSeconds() / summary.seconds());
        assertThat(summary.problem()).isEmpty();
    }

    @Test
    void theAnnotatedVideoHasTheSameTimesAndTheSound() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 44_100, 1);
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), TIMES);
        Path target = folder.resolve("annotated.mp4");
        try (VideoReader video = VideoReader.open(file)) {
            new VideoRecognition(VideoRecognitionTest::gray, 1, TrackingOptions.USUAL)
                    .run(video, frame -> {}, new AnnotatedVideo(target, VideoRecognitionTest::paint));
        }
        List<VideoFrame> frames = VideoProbe.read(target);
        assertThat(frames.stream().mapToDouble(VideoFrame::time).toArray()).containsExactly(TIMES, within(1e-5));
        for (VideoFrame frame : frames) {
            int x = (int) DrawnVideo.faceX(frame.time()) + DrawnVideo.FACE / 2;
            assertThat(frame.picture().value(x, 90, 1)).isGreaterThan(200);
            assertThat(frame.picture().value(x, 90, 0)).isLessThan(60);
        }
        try (VideoReader video = VideoReader.open(target)) {
            assertThat(video.info().sound()).isTrue();
        }
    }

    @Test
    void soundThatCannotBeDecodedIsLeftOutAndThatIsSaid() throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 1, 44_100, 1);
        Path file = DrawnVideo.write(folder.resolve("a.mkv"), Optional.of(tone), TIMES);
        VideoProbe.makeSoundUnknown(file);
        Path target = folder.resolve("annotated.mp4");
        try (VideoReader video = VideoReader.open(file)) {
            VideoSummary summary = new VideoRecognition(VideoRecognitionTest::gray, 1, TrackingOptions.USUAL)
                    .run(video, frame -> {}, new AnnotatedVideo(target, VideoRecognitionTest::paint));
            assertThat(summary.frames()).isEqualTo(TIMES.length);
            assertThat(summary.problem()).hasValue("its sound is left out: FFmpeg cannot decode it (none)");
        }
        try (VideoReader video = VideoReader.open(target)) {
            assertThat(video.info().sound()).isFalse();
        }
        assertThat(VideoProbe.read(target)).hasSize(TIMES.length);
    }

    @Test
    void whatGoesWrongInTheRecognizerEndsTheVideoAndLeavesNothing() throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), TIMES);
        try (VideoReader video = VideoReader.open(file)) {
            VideoRecognition failing = new VideoRecognition(
                    picture -> {
                        throw new MienException("no network");
                    },
                    1,
                    TrackingOptions.USUAL);
            AnnotatedVideo annotation = new AnnotatedVideo(folder.resolve("b.mp4"), VideoRecognitionTest::paint);
            assertThatThrownBy(() -> failing.run(video, frame -> {}, annotation))
                    .hasMessage("no network");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aVideoThatWasCutOffIsSaid() throws IOException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(60));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        AtomicInteger frames = new AtomicInteger();
        try (VideoReader video = VideoReader.open(file)) {
            VideoSummary summary = new VideoRecognition(VideoRecognitionTest::gray, 2, TrackingOptions.USUAL)
                    .run(video, frame -> frames.incrementAndGet());
            assertThat(summary.frames()).isEqualTo(frames.get()).isBetween(5L, 55L);
            assertThat(summary.problem().orElseThrow()).contains("cut off");
        }
    }

    @Test
    void everyNothingthFrameIsRefused() {
        assertThatThrownBy(() -> new VideoRecognition(VideoRecognitionTest::gray, 0, TrackingOptions.USUAL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected 1 or more");
    }

    private static Function<RgbImage, List<Recognition>> counted(AtomicInteger calls) {
        return picture -> {
            calls.incrementAndGet();
            return gray(picture);
        };
    }

    /** A box around all that is not the ground's blue, below the red corner. */
    private static List<Recognition> gray(RgbImage picture) {
        int left = picture.width();
        int right = 0;
        for (int x = 0; x < picture.width(); x++) {
            int high = 0;
            for (int y = 60; y < 60 + DrawnVideo.FACE; y++) {
                high += picture.value(x, y, 2) - picture.value(x, y, 0) < 60 ? 1 : 0;
            }
            if (high > DrawnVideo.FACE / 2) {
                left = Math.min(left, x);
                right = Math.max(right, x + 1);
            }
        }
        Box box = new Box(left, 60, right - left, DrawnVideo.FACE);
        EmotionScores scores = new EmotionScores(new double[] {0, 0, 0, 0.8, 0, 0, 0.2});
        return List.of(new Recognition(box, Optional.empty(), 0.9, scores, Optional.empty(), 0.5));
    }

    private static BufferedImage paint(RgbImage picture, List<TrackedFace> faces) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GREEN);
        for (TrackedFace face : faces) {
            Box box = face.recognition().box();
            graphics.fillRect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        }
        graphics.dispose();
        return image;
    }
}
