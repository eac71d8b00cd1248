package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatedFramesTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES = 200;

    /** Where a label stands, seen from its face. */
    private enum Side {
        ABOVE,
        BELOW,
        RIGHT,
        LEFT,
        UPON,
        NOWHERE
    }

    private static MarkedFace face(int track, double x, double y, double side) {
        EmotionScores scores = new EmotionScores(new double[] {0.05, 0.05, 0.05, 0.7, 0.05, 0.05, 0.05});
        return MarkedFace.of(
                new Recognition(new Box(x, y, side, side), Optional.empty(), 1, scores, Optional.empty(), 0.5), track);
    }

    private static List<Side> sides(Stream<AnnotationLayout> frames) {
        return frames.map(annotation -> side(annotation, 1)).toList();
    }

    /** @param track of the face, which is as many as the first ones */
    private static Side side(AnnotationLayout annotation, int track) {
        Rectangle2D box = annotation.boxes().get(track - 1);
        return Stream.concat(annotation.inPicture().stream(), annotation.uponFaces().stream())
                .filter(label -> label.face().track().equals(Optional.of(track)))
                .map(label -> side(label.rectangle(), box))
                .findFirst()
                .orElse(Side.NOWHERE);
    }

    private static Side side(Rectangle2D label, Rectangle2D box) {
        if (label.intersects(box)) {
            return Side.UPON;
        }
        if (label.getMaxY() <= box.getMinY()) {
            return Side.ABOVE;
        }
        if (label.getMinY() >= box.getMaxY()) {
            return Side.BELOW;
        }
        return label.getMinX() >= box.getMaxX() ? Side.RIGHT : Side.LEFT;
    }

    private static long changes(List<?> values) {
        return IntStream.range(1, values.size())
                .filter(i -> !values.get(i).equals(values.get(i - 1)))
                .count();
    }

    private static Stream<AnnotationLayout> kept(Function<Integer, List<MarkedFace>> faces) {
        AnnotatedFrames frames = new AnnotatedFrames();
        return IntStream.range(0, FRAMES).mapToObj(i -> frames.annotation(WIDTH, HEIGHT, faces.apply(i)));
    }

    /** Each frame as if it were a photo. */
    private static Stream<AnnotationLayout> alone(Function<Integer, List<MarkedFace>> faces) {
        TextLayouts layouts = new TextLayouts();
        return IntStream.range(0, FRAMES).mapToObj(i -> new AnnotationLayout(WIDTH, HEIGHT, faces.apply(i), layouts));
    }

    /** The height at which a label just fits above a face, found by trying. */
    private static double edge() {
        TextLayouts layouts = new TextLayouts();
        return IntStream.range(0, HEIGHT)
                .filter(y -> side(new AnnotationLayout(WIDTH, HEIGHT, List.of(face(1, 260, y, 110)), layouts), 1)
                        == Side.ABOVE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFaceThatTremblesAtTheEdgeOfWhatFitsDoesNotTossItsLabelAbout() {
        double edge = edge();
        Random random = new Random(2);
        double[] heights = random.doubles(FRAMES, edge - 3, edge + 3).toArray();
        Function<Integer, List<MarkedFace>> trembling = i -> List.of(face(1, 260, heights[i], 110));
        assertThat(changes(sides(alone(trembling))))
                .as("otherwise this shows nothing")
                .isGreaterThan(50);
        assertThat(changes(sides(kept(trembling)))).isLessThanOrEqualTo(1);
    }

    @Test
    void aFaceWhoseSizeTremblesKeepsItsBarsAndItsLetters() {
        double[] sides = new Random(3).doubles(FRAMES, 80, 88).toArray();
        Function<Integer, List<MarkedFace>> trembling = i -> List.of(face(1, 260, 250, sides[i]));
        assertThat(changes(sizes(alone(trembling))))
                .as("otherwise this shows nothing")
                .isGreaterThan(50);
        assertThat(changes(sizes(kept(trembling)))).isLessThanOrEqualTo(3);
    }

    private static List<String> sizes(Stream<AnnotationLayout> frames) {
        return frames.map(annotation -> annotation.inPicture().get(0).label())
                .map(label -> label.form() + " " + label.letter())
                .toList();
    }

    /**
     * Up to the border and down again: it goes below where it must, once, and stays there while the face comes back.
     */
    @Test
    void aFaceThatMovesTakesItsLabelAlong() {
        Function<Integer, List<MarkedFace>> moving = i -> List.of(face(1, 100 + i, Math.abs(150 - 2 * i), 110));
        List<Side> sides = sides(kept(moving));
        assertThat(sides.get(0)).isEqualTo(Side.ABOVE);
        assertThat(sides.get(75)).isEqualTo(Side.BELOW);
        assertThat(changes(sides)).isLessThanOrEqualTo(3);
        List<Rectangle2D> labels = kept(moving)
                .map(annotation -> annotation.inPicture().get(0).rectangle())
                .toList();
        long jumps = IntStream.range(1, FRAMES)
                .filter(i -> Math.hypot(
                                labels.get(i).getX() - labels.get(i - 1).getX(),
                                labels.get(i).getY() - labels.get(i - 1).getY())
                        > 6)
                .count();
        assertThat(jumps).isLessThanOrEqualTo(3);
    }

    /**
     * While another face is close, the label says less; a while after that has gone it says all again, and not at once.
     */
    @Test
    void whenThereIsRoomAgainALabelSaysAllAgain() {
        List<MarkedFace> wall = List.of(
                face(2, 0, 0, 235),
                face(3, 375, 0, 235),
                face(4, 0, 300, 235),
                face(5, 375, 300, 235),
                face(6, 236, 0, 150));
        Function<Integer, List<MarkedFace>> leaving = i -> {
            List<MarkedFace> faces = new ArrayList<>(List.of(face(1, 250, 200, 110)));
            faces.addAll(i < 40 ? wall : List.of());
            return faces;
        };
        List<FaceLabel.Form> forms = kept(leaving)
                .map(annotation -> annotation.inPicture().stream()
                        .filter(label -> label.face().track().equals(Optional.of(1)))
                        .findFirst()
                        .map(label -> label.label().form())
                        .orElse(FaceLabel.Form.SHORT))
                .toList();
        assertThat(forms.get(39)).isNotEqualTo(FaceLabel.Form.DETAILED);
        assertThat(forms.get(40 + LabelHabit.PATIENCE - 1)).isEqualTo(forms.get(39));
        assertThat(forms.get(40 + LabelHabit.PATIENCE + 1)).isEqualTo(FaceLabel.Form.DETAILED);
        assertThat(changes(forms)).isEqualTo(1);
    }

    /**
     * Six people who walk through each other: as in a photo no label covers a face or a label, and at most half as many
     * jump.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inACrowdNothingIsCoveredAndLittleJumps(long seed) {
        Random random = new Random(seed);
        List<double[]> walks =
                IntStream.range(0, 6).mapToObj(i -> random.doubles(4).toArray()).toList();
        Function<Integer, List<MarkedFace>> crowd = i -> IntStream.range(0, 6)
                .mapToObj(person -> {
                    double[] walk = walks.get(person);
                    double phase = i / 30.0 * (0.5 + walk[3]);
                    return face(
                            person + 1,
                            260 + 250 * Math.sin(phase + 6 * walk[0]) + 3 * Math.sin(i * 2.3 + person),
                            190 + 180 * Math.sin(0.7 * phase + 6 * walk[1]) + 3 * Math.cos(i * 2.9 + person),
                            40 + 50 * walk[2]);
                })
                .toList();
        List<AnnotationLayout> kept = kept(crowd).toList();
        kept.forEach(AnnotatedFramesTest::assertNothingIsCovered);
        long jumps = jumps(kept);
        long before = jumps(alone(crowd).toList());
        assertThat(jumps).as("%d where each frame is a photo", before).isLessThanOrEqualTo(before / 2);
    }

    private static long jumps(List<AnnotationLayout> frames) {
        return IntStream.rangeClosed(1, 6)
                .mapToLong(track -> changes(frames.stream()
                        .map(annotation -> side(annotation, track))
                        .toList()))
                .sum();
    }

    private static void assertNothingIsCovered(AnnotationLayout annotation) {
        List<Rectangle2D> labels = annotation.inPicture().stream()
                .map(AnnotationLayout.Placed::rectangle)
                .toList();
        Rectangle2D picture = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        assertThat(labels).allMatch(picture::contains);
        for (int i = 0; i < labels.size(); i++) {
            assertThat(annotation.boxes()).noneMatch(labels.get(i)::intersects);
            assertThat(labels.subList(i + 1, labels.size())).noneMatch(labels.get(i)::intersects);
        }
    }
}
