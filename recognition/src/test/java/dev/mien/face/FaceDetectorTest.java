package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.image.RgbImage;
import dev.mien.testing.DrawnPerson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector keeps. */
@ParameterizedClass
@MethodSource("detectors")
class FaceDetectorTest {
    private static final int THREADS = 16;

    private final Supplier<FaceDetector> create;

    FaceDetectorTest(Supplier<FaceDetector> create) {
        this.create = create;
    }

    static Stream<Named<Supplier<FaceDetector>>> detectors() {
        DetectionOptions options =
                DetectionOptions.defaults().withSmallestFace(24).withThreads(2);
        return Stream.of(
                Named.of("CenterFace", () -> CenterFaceDetector.create(options)),
                Named.of("a fake", FakeDetector::new));
    }

    @Test
    void aFaceIsFoundWhereItIs() {
        RgbImage picture =
                new DrawnPicture(256, 300).with(70, 160, 96, DrawnPerson.CLEAR).picture();
        try (FaceDetector detector = create.get()) {
            List<Face> faces = detector.detect(picture);
            assertThat(faces).hasSize(1);
            Box drawn = DrawnPicture.box(70, 160, 96);
            assertThat(faces.get(0).box().intersection(drawn)).isGreaterThan(0.8 * drawn.area());
            assertThat(faces.get(0).keypoints().points().values())
                    .allMatch(point -> point.x() > 65 && point.x() < 171 && point.y() > 155 && point.y() < 261);
            assertThatThrownBy(() -> faces.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,700", "700,1", "48,48", "192,192", "640,480"})
    void whereThereIsNoneTheListIsEmpty(int width, int height) {
        try (FaceDetector detector = create.get()) {
            assertThat(detector.detect(new DrawnPicture(width, height).picture()))
                    .isEmpty();
        }
    }

    @Test
    void manyThreadsGetWhatOneGetsToTheLastBit() {
        List<RgbImage> pictures = IntStream.range(0, 2 * THREADS)
                .mapToObj(i -> new DrawnPicture(300 + 20 * i, 256)
                        .with(60 + i, 70, 80 + i, i)
                        .picture())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (FaceDetector detector = create.get()) {
            List<List<Face>> alone = pictures.stream().map(detector::detect).toList();
            assertThat(alone.stream().filter(faces -> !faces.isEmpty())).hasSizeGreaterThan(THREADS);
            List<CompletableFuture<List<Face>>> together = pictures.stream()
                    .map(picture -> CompletableFuture.supplyAsync(() -> detector.detect(picture), threads))
                    .toList();
            assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallAfterItIsClosedSaysSo() {
        FaceDetector detector = create.get();
        detector.close();
        detector.close();
        assertThatThrownBy(() -> detector.detect(new DrawnPicture(9, 9).picture()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the face detector was called after it was closed: close it after its last call");
    }

    /** A call either ends as if nothing were closed, or is refused. */
    @Test
    void closingUnderCallsSpoilsNone() throws InterruptedException {
        RgbImage picture =
                new DrawnPicture(256, 256).with(70, 60, 96, DrawnPerson.CLEAR).picture();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        FaceDetector detector = create.get();
        try {
            List<Face> expected = detector.detect(picture);
            CountDownLatch begun = new CountDownLatch(THREADS / 2);
            List<CompletableFuture<List<Face>>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> {
                                begun.countDown();
                                return detector.detect(picture);
                            },
                            threads))
                    .limit(4 * THREADS)
                    .toList();
            begun.await();
            detector.close();
            for (CompletableFuture<List<Face>> call : calls) {
                try {
                    assertThat(call.join()).isEqualTo(expected);
                } catch (CompletionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
