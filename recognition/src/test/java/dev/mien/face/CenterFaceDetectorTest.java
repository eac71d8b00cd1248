package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.DrawnPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CenterFaceDetectorTest {
    /** A face that the network sees well, so that what is tested is where it looks. */
    private static final long SEED = DrawnPerson.CLEAR;

    private static final int SIDE = 80;

    private static CenterFaceDetector detector(double smallestFace) {
        return CenterFaceDetector.create(
                DetectionOptions.defaults().withSmallestFace(smallestFace).withThreads(2));
    }

    @Test
    void keypointsAreWhereTheyAreCalled() {
        try (CenterFaceDetector detector = detector(24)) {
            Face face = detector.detect(new DrawnPicture(256, 256)
                            .turned(Emotion.NEUTRAL, SEED, 128, 128, SIDE, 0)
                            .picture())
                    .get(0);
            Eyes eyes = face.eyes().orElseThrow();
            Point nose = face.keypoints().point(Keypoint.NOSE_TIP).orElseThrow();
            Point mouth = face.keypoints().point(Keypoint.MOUTH).orElseThrow();
            assertThat(eyes.right().x()).isLessThan(nose.x());
            assertThat(nose.x()).isLessThan(eyes.left().x());
            assertThat(eyes.left().y()).isLessThan(nose.y());
            assertThat(nose.y()).isLessThan(mouth.y());
            assertThat(mouth.y()).isLessThan(face.box().bottom());
            assertThat(face.keypoints()
                            .point(Keypoint.RIGHT_MOUTH_CORNER)
                            .orElseThrow()
                            .x())
                    .isLessThan(mouth.x());
            assertThat(face.keypoints().point(Keypoint.RIGHT_EAR_TRAGION)).isEmpty();
        }
    }

    /** Whichever way a face is turned, it is found, and its eyes say how it is turned. */
    @ParameterizedTest
    @MethodSource("turns")
    void aTurnedFaceIsFoundAndLevelled(int degrees) {
        try (CenterFaceDetector detector = detector(24)) {
            RgbImage picture = new DrawnPicture(256, 256)
                    .turned(Emotion.NEUTRAL, SEED, 120, 136, SIDE, degrees)
                    .picture();
            List<Face> faces = detector.detect(picture);
            assertThat(faces).hasSize(1);
            Box box = faces.get(0).box();
            assertThat(Math.hypot(box.x() + box.width() / 2 - 120, box.y() + box.height() / 2 - 136))
                    .isLessThan(SIDE * 0.15);
            double angle = faces.get(0).eyes().orElseThrow().angle() - Math.toRadians(degrees);
            assertThat(Math.abs(Math.IEEEremainder(angle, 2 * Math.PI))).isLessThan(Math.toRadians(15));
        }
    }

    static IntStream turns() {
        return IntStream.range(0, 24).map(i -> 15 * i);
    }

    /** A fifth of the face's square lies beyond the picture. */
    @ParameterizedTest
    @CsvSource({"-0.13,0.5", "1.13,0.5", "0.5,-0.13", "0.5,1.13"})
    void aFaceThatTheBorderCutsIsFound(double across, double down) {
        int side = 200;
        int room = side - SIDE;
        double x = SIDE / 2.0 + across * room;
        double y = SIDE / 2.0 + down * room;
        try (CenterFaceDetector detector = detector(24)) {
            RgbImage picture = new DrawnPicture(side, side)
                    .turned(Emotion.NEUTRAL, SEED, x, y, SIDE, 0)
                    .picture();
            assertThat(detector.detect(picture))
                    .hasSize(1)
                    .allSatisfy(face -> assertThat(
                                    Math.abs(face.box().x() + face.box().width() / 2 - x))
                            .isLessThan(SIDE * 0.25));
        }
    }

    /** A quarter of the light. */
    @Test
    void aFaceInTheDarkIsFound() {
        RgbImage bright = new DrawnPicture(256, 256)
                .turned(Emotion.NEUTRAL, SEED, 128, 128, SIDE, 0)
                .picture();
        byte[] pixels = new byte[256 * 256 * RgbImage.CHANNELS];
        bright.copyPixels(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((pixels[i] & 0xff) / 4);
        }
        try (CenterFaceDetector detector = detector(24)) {
            assertThat(detector.detect(RgbImage.of(256, 256, pixels))).hasSize(1);
        }
    }

    /**
     * Twelve megapixels, and faces of 24 pixels wherever chance puts them, beside a large one. A quarter of such drawn
     * faces may be missed, and nothing else may be found.
     */
    @Test
    void smallFacesInALargePictureAreFound() {
        int side = 39;
        DrawnPicture drawn = new DrawnPicture(4000, 3000).with(100, 100, 800, SEED);
        SplittableRandom random = new SplittableRandom(3);
        List<Box> places = new ArrayList<>(List.of(DrawnPicture.box(100, 100, 800)));
        for (int i = 0; i < 40; i++) {
            int x = 1000 + random.nextInt(2960);
            int y = random.nextInt(2960);
            drawn.with(x, y, side, SEED);
            places.add(DrawnPicture.box(x, y, side));
        }
        try (CenterFaceDetector detector = detector(24)) {
            List<Face> faces = detector.detect(drawn.picture());
            assertThat(faces).hasSizeBetween(31, 41);
            assertThat(faces).allMatch(face -> places.stream().anyMatch(place -> place.overlap(face.box()) > 0.4));
            assertThat(faces).anyMatch(face -> face.box().overlap(places.get(0)) > 0.5);
        }
    }

    @Test
    void whatIsSmallerThanTheSmallestIsLeftOut() {
        RgbImage picture = new DrawnPicture(400, 256)
                .with(30, 60, 64, SEED)
                .with(200, 60, 160, SEED)
                .picture();
        try (CenterFaceDetector all = detector(24);
                CenterFaceDetector large = detector(60)) {
            assertThat(all.detect(picture)).hasSize(2);
            assertThat(large.detect(picture))
                    .hasSize(1)
                    .allMatch(face -> face.box().x() > 180);
        }
    }

    /** 17 pixels are enough to be seen. Only a caller who names a width leaves such a face out. */
    @Test
    void aNarrowerFaceThanTheUsualCountsIfItIsSeen() {
        RgbImage picture = new DrawnPicture(300, 256)
                .with(120, 80, 30, SEED)
                .with(20, 90, 90, SEED)
                .picture();
        try (CenterFaceDetector usual = CenterFaceDetector.create();
                CenterFaceDetector limited = detector(24)) {
            assertThat(usual.detect(picture))
                    .hasSize(2)
                    .anyMatch(face -> face.box().width() < 19);
            assertThat(limited.detect(picture)).hasSize(1);
            assertThat(usual.detect(picture, 24)).hasSize(1);
        }
    }

    /** Drawn faces that fill their picture, as FER2013 has them. Drawn ones are harder than photographed ones. */
    @ParameterizedTest
    @CsvSource({"48, 24", "192, 20"})
    void aFaceThatFillsThePictureIsFound(int side, int least) {
        int found = 0;
        try (CenterFaceDetector detector = CenterFaceDetector.create()) {
            for (int seed = 0; seed < 48; seed++) {
                byte[] face = SyntheticFaces.drawImage(Emotion.ofCode(seed % Emotion.COUNT), seed, side);
                List<Face> faces = detector.detect(RgbImage.of(GrayImage.of(side, side, face)));
                assertThat(faces).hasSizeLessThan(2).allMatch(one -> one.box().width() > side * 0.45);
                found += faces.size();
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(least);
    }

    /** Nine persons of two sizes. The first glance shows one to three of them, and one of those tells the turn. */
    @ParameterizedTest
    @ValueSource(ints = {45, 180, 270})
    void facesOfATurnedPhotoAreFound(int degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        long[] persons = {12, 13, 14, 15, 20, 21, 16, 14, 14};
        DrawnPicture drawn = new DrawnPicture(640, 640);
        for (int i = 0; i < persons.length; i++) {
            int x = 130 * (i / 3 - 1);
            int y = 130 * (i % 3 - 1);
            int side = i % 2 == 0 ? 90 : 60;
            double across = 320 + x * cosine - y * sine;
            double down = 320 + x * sine + y * cosine;
            drawn.turned(Emotion.NEUTRAL, persons[i], across, down, side, degrees);
        }
        try (CenterFaceDetector detector = CenterFaceDetector.create()) {
            assertThat(detector.detect(drawn.picture())).hasSizeBetween(7, 9);
        }
    }

    @Test
    void aHigherThresholdFindsLess() {
        RgbImage picture = new DrawnPicture(256, 256).with(80, 60, 96, SEED).picture();
        DetectionOptions options = DetectionOptions.defaults().withSmallestFace(24);
        try (CenterFaceDetector usual = CenterFaceDetector.create(options);
                CenterFaceDetector strict = CenterFaceDetector.create(options.withThreshold(0.999))) {
            assertThat(usual.detect(picture)).hasSize(1).allMatch(face -> face.score() >= 0.5 && face.score() < 0.999);
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
        "group-1, 15",
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
        try (CenterFaceDetector detector = CenterFaceDetector.create()) {
            RgbImage picture = RgbImage.of(ImageIO.read(photo.orElseThrow().toFile()));
            assertThat(detector.detect(picture)).hasSize(count);
            double scale = 1280.0 / Math.max(picture.width(), picture.height());
            RgbImage small = picture.resized((int) (picture.width() * scale), (int) (picture.height() * scale));
            assertThat(detector.detect(small)).as("at 1280 pixels").hasSize(count);
        }
    }
}
