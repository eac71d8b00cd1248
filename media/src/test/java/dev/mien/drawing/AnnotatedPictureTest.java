package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnnotatedPictureTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private static MarkedFace face(Box box, Emotion emotion, double confidence) {
        double[] scores = new double[Emotion.COUNT];
        Arrays.fill(scores, (1 - confidence) / (Emotion.COUNT - 1));
        scores[emotion.code()] = confidence;
        return MarkedFace.of(new Recognition(
                box, Optional.empty(), 1, new EmotionScores(scores), Optional.empty(), Recognition.UNSURE_BELOW));
    }

    private static MarkedFace face(double x, double y, double width, double height) {
        return face(new Box(x, y, width, height), Emotion.SURPRISE, 0.4);
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("none", List.of()),
                Arguments.of("one", List.of(face(250, 180, 130, 150))),
                Arguments.of("ten", row(10)),
                Arguments.of("forty in rows", rows()),
                Arguments.of("forty anywhere", scattered(40)),
                Arguments.of(
                        "at the border",
                        List.of(
                                face(-20, -20, 90, 90),
                                face(590, -10, 90, 90),
                                face(-30, 420, 90, 90),
                                face(590, 400, 70, 100))),
                Arguments.of("one that fills the picture", List.of(face(-10, -10, 660, 500))),
                Arguments.of("two that fill it", List.of(face(0, 0, 320, 480), face(320, 0, 320, 480))),
                Arguments.of("outside", List.of(face(700, 10, 50, 50))));
    }

    private static List<MarkedFace> row(int count) {
        List<MarkedFace> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faces.add(face(5 + 63 * i, 200, 55, 60));
        }
        return faces;
    }

    private static List<MarkedFace> rows() {
        List<MarkedFace> faces = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            faces.add(face(20 + i % 8 * 76, 120 + i / 8 * 62, 60, 56));
        }
        return faces;
    }

    private static List<MarkedFace> scattered(int count) {
        Random random = new Random(6);
        List<MarkedFace> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double side = 20 + random.nextInt(50);
            faces.add(face(random.nextInt(WIDTH), random.nextInt(HEIGHT), side, side));
        }
        return faces;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void everyFaceHasALabelThatCoversNoFaceAndNoLabel(String name, List<MarkedFace> faces) {
        AnnotationLayout annotation = new AnnotationLayout(WIDTH, HEIGHT, faces, new TextLayouts());
        List<Rectangle2D> inside = annotation.inPicture().stream()
                .map(AnnotationLayout.Placed::rectangle)
                .toList();
        List<Rectangle2D> below = annotation.belowPicture().stream()
                .map(AnnotationLayout.Placed::rectangle)
                .toList();
        Rectangle2D picture = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        assertThat(inside).allMatch(picture::contains);
        assertThat(below).allMatch(label -> label.getMinY() > HEIGHT && label.getMinX() >= 0);
        List<Rectangle2D> labels =
                Stream.concat(inside.stream(), below.stream()).toList();
        assertThat(labels).hasSameSizeAs(annotation.boxes());
        for (int i = 0; i < labels.size(); i++) {
            assertThat(annotation.boxes()).noneMatch(labels.get(i)::intersects);
            assertThat(labels.subList(i + 1, labels.size())).noneMatch(labels.get(i)::intersects);
        }
    }

    /** In a frame, whose size stays, a label may stand upon its own face, but upon no other label. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void inAFrameLabelsStayInIt(String name, List<MarkedFace> faces) {
        AnnotationLayout annotation = new AnnotationLayout(WIDTH, HEIGHT, faces, new TextLayouts());
        List<Rectangle2D> labels = Stream.concat(annotation.inPicture().stream(), annotation.uponFaces().stream())
                .map(AnnotationLayout.Placed::rectangle)
                .toList();
        Rectangle2D picture = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        assertThat(labels).hasSameSizeAs(annotation.boxes()).allMatch(picture::contains);
        for (int i = 0; i < labels.size(); i++) {
            assertThat(labels.subList(i + 1, labels.size())).noneMatch(labels.get(i)::intersects);
        }
    }

    @Test
    void textStandsOutFromItsPlate() {
        assertThat(FaceLabel.TEXTS).allMatch(text -> Theme.contrast(text, FaceLabel.PLATE) >= Theme.READABLE);
        assertThat(FaceLabel.PLATE.getAlpha()).isEqualTo(255);
    }

    @Test
    void thePlateIsTheSameOnAnyPicture() {
        MarkedFace face = face(new Box(250, 180, 130, 150), Emotion.SAD, 0.8);
        Rectangle2D label = new AnnotationLayout(WIDTH, HEIGHT, List.of(face), new TextLayouts())
                .inPicture()
                .get(0)
                .rectangle();
        BufferedImage dark = annotated(Color.BLACK, face);
        BufferedImage light = annotated(Color.WHITE, face);
        for (int y = (int) label.getMinY() + 3; y < label.getMaxY() - 3; y++) {
            for (int x = (int) label.getMinX() + 3; x < label.getMaxX() - 3; x++) {
                assertThat(dark.getRGB(x, y)).isEqualTo(light.getRGB(x, y));
            }
        }
    }

    private static BufferedImage annotated(Color background, MarkedFace face) {
        return new AnnotatedPicture().draw(photo(WIDTH, HEIGHT, background), List.of(face));
    }

    private static BufferedImage photo(int width, int height, Color color) {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return photo;
    }

    /** Along the upper side of the box: colour throughout, or colour and white in turns. */
    @Test
    void anUnsureAnswerHasADashedBoxAndAQuestionMark() {
        Box box = new Box(250, 180, 130, 150);
        MarkedFace sure = face(box, Emotion.SAD, 0.8);
        MarkedFace unsure = face(box, Emotion.SAD, 0.4);
        assertThat(changes(annotated(Color.BLACK, sure), box)).isZero();
        assertThat(changes(annotated(Color.BLACK, unsure), box)).isGreaterThan(6);
        assertThat(FaceLabel.text(sure.recognition())).isEqualTo("sad");
        assertThat(FaceLabel.text(unsure.recognition())).isEqualTo("sad?");
    }

    private static int changes(BufferedImage picture, Box box) {
        int changes = 0;
        boolean light = isLight(picture, (int) box.x() + 15, (int) box.y());
        for (int x = (int) box.x() + 16; x < box.right() - 15; x++) {
            boolean next = isLight(picture, x, (int) box.y());
            changes += next == light ? 0 : 1;
            light = next;
        }
        return changes;
    }

    private static boolean isLight(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y)).getRed() > 170;
    }

    @Test
    void aLargeFaceHasBarsAndALabelGrowsWithThePicture() {
        FaceLabel small = label(WIDTH, face(250, 180, 30, 30));
        FaceLabel large = label(WIDTH, face(250, 180, 130, 150));
        assertThat(large.height()).isGreaterThan(2.5 * small.height());
        FaceLabel largest = label(4 * WIDTH, face(1000, 720, 520, 600));
        assertThat(largest.height()).isBetween(3.5 * large.height(), 4.5 * large.height());
    }

    private static FaceLabel label(int width, MarkedFace face) {
        return new AnnotationLayout(width, width * HEIGHT / WIDTH, List.of(face), new TextLayouts())
                .inPicture()
                .get(0)
                .label();
    }

    @Test
    void aTrackIsNamed() {
        MarkedFace face = face(250, 180, 130, 150);
        MarkedFace tracked = MarkedFace.of(face.recognition(), 12);
        assertThat(label(WIDTH, tracked).width())
                .isGreaterThan(label(WIDTH, face).width());
    }

    @Test
    void aSmallPictureIsEnlargedAndAPhotoGoesOnBelowForALabelWithoutRoom() {
        BufferedImage picture = new AnnotatedPicture().draw(photo(48, 48, Color.GRAY), List.of(face(0, 0, 48, 48)));
        assertThat(picture.getWidth()).isEqualTo(480);
        assertThat(picture.getHeight()).isBetween(500, 600);
        BufferedImage narrow = new AnnotatedPicture().draw(photo(20, 600, Color.GRAY), List.of(face(0, 0, 20, 600)));
        assertThat(narrow.getWidth()).as("as wide as the label").isGreaterThan(60);
    }

    @Test
    void aPhotoStaysAsItIsAndAFrameIsDrawnUpon() {
        BufferedImage photo = photo(WIDTH, HEIGHT, Color.GRAY);
        int before = photo.getRGB(250, 250);
        MarkedFace face = face(250, 180, 130, 150);
        BufferedImage picture = new AnnotatedPicture().draw(photo, List.of(face));
        assertThat(photo.getRGB(250, 250)).isEqualTo(before);
        new AnnotatedFrames().paint(photo, List.of(face));
        assertThat(photo.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .isEqualTo(picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH));
        assertThat(photo.getRGB(250, 250)).isNotEqualTo(before);
    }
}
