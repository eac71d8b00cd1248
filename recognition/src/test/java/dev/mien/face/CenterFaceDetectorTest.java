package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlazeFaceDetectorTest {
    /** A face that the network sees well, so that what is tested is where it looks. */
    private static final long SEED = 18;

    private static BlazeFaceDetector detector(double smallestFace) {
        return BlazeFaceDetector.create(DetectionOptions.defaults().withSmallestFace(smallestFace));
    }

    @Test
    void keypointsAreWhereTheyAreCalled() {
        try (BlazeFaceDetector detector = detector(40)) {
            Face face = detector.detect(
                            new DrawnPicture(256, 256).with(80, 60, 112, SEED).picture())
                    .get(0);
            Keypoints points = face.keypoints();
            assertThat(points.rightEye().x()).isLessThan(points.noseTip().x());
            assertThat(points.noseTip().x()).isLessThan(points.leftEye().x());
            assertThat(points.rightEarTragion().x())
                    .isLessThan(points.rightEye().x());
            assertThat(points.leftEye().x()).isLessThan(points.leftEarTragion().x());
            assertThat(points.leftEye().y()).isLessThan(points.noseTip().y());
            assertThat(points.noseTip().y()).isLessThan(points.mouth().y());
            assertThat(points.mouth().y()).isLessThan(face.box().bottom());
        }
    }

    /**
     * Twelve megapixels, and faces of about 24 pixels wherever chance puts them, beside a large one. The network sees nine of ten such
     * drawn faces; a quarter may be missed, and nothing else may be found.
     */
    @Test
    void smallFacesInALargePictureAreFound() {
        int side = 40;
        DrawnPicture drawn = new DrawnPicture(4000, 3000).with(100, 100, 800, SEED);
        SplittableRandom random = new SplittableRandom(3);
        List<Box> places = new ArrayList<>(List.of(DrawnPicture.box(100, 100, 800)));
        for (int i = 0; i < 40; i++) {
            int x = 1000 + random.nextInt(2960);
            int y = random.nextInt(2960);
            drawn.with(x, y, side, SEED);
            places.add(DrawnPicture.box(x, y, side));
        }
        try (BlazeFaceDetector detector = detector(DetectionOptions.SMALLEST_FACE)) {
            List<Face> faces = detector.detect(drawn.picture());
            assertThat(faces).hasSizeBetween(31, 41);
            assertThat(faces).allMatch(face -> places.stream().anyMatch(place -> place.overlap(face.box()) > 0.4));
            assertThat(faces).anyMatch(face -> face.box().overlap(places.get(0)) > 0.5);
        }
    }

    @Test
    void whatIsSmallerThanTheSmallestIsLeftOut() {
        RgbImage picture = new DrawnPicture(400, 256)
                .with(30, 60, 96, SEED)
                .with(200, 60, 160, SEED)
                .picture();
        try (BlazeFaceDetector all = detector(40);
                BlazeFaceDetector large = detector(90)) {
            assertThat(all.detect(picture)).hasSize(2);
            assertThat(large.detect(picture))
                    .hasSize(1)
                    .allMatch(face -> face.box().x() > 180);
        }
    }

    @Test
    void aHigherThresholdFindsLess() {
        RgbImage picture = new DrawnPicture(256, 256).with(80, 60, 96, SEED).picture();
        DetectionOptions options = DetectionOptions.defaults().withSmallestFace(40);
        try (BlazeFaceDetector usual = BlazeFaceDetector.create(options);
                BlazeFaceDetector strict = BlazeFaceDetector.create(options.withThreshold(0.999))) {
            assertThat(usual.detect(picture)).hasSize(1).allMatch(face -> face.score() >= 0.6 && face.score() < 0.999);
            assertThat(strict.detect(picture)).isEmpty();
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        DetectionOptions options = DetectionOptions.defaults();
        assertThatThrownBy(() -> options.withThreshold(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the threshold of the detector is 1.0, expected a number above 0 and below 1");
        assertThatThrownBy(() -> options.withSmallestFace(Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the smallest face is NaN pixels wide, expected at least 4.0");
        assertThatThrownBy(() -> options.withThreads(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the detector has 0 threads, expected at least 1");
    }

    /** Faces counted by eye in photos that are not in the repository: MIEN_PHOTOS names their folder. */
    @ParameterizedTest
    @CsvSource({
        "cgi-model-2, 1",
        "group-1, 14",
        "group-4, 5",
        "group-6, 3",
        "person-linda, 1",
        "person-nicole, 1",
        "stock-models-16, 1",
        "stock-models-6, 1"
    })
    void asManyFacesAsPeopleCount(String name, int count) throws IOException {
        Optional<Path> photo = Optional.ofNullable(System.getenv("MIEN_PHOTOS"))
                .map(folder -> Path.of(folder, name + ".jpg"))
                .filter(Files::isRegularFile);
        assumeTrue(photo.isPresent(), "MIEN_PHOTOS names no folder with " + name + ".jpg");
        try (BlazeFaceDetector detector = detector(DetectionOptions.SMALLEST_FACE)) {
            RgbImage picture = RgbImage.of(ImageIO.read(photo.orElseThrow().toFile()));
            assertThat(detector.detect(picture)).hasSize(count);
        }
    }
}
