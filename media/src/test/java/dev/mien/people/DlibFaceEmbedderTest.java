package dev.mien.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.face.Box;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.image.RgbImage;
import dev.mien.io.Sha256;
import dev.mien.recognition.Recognition;
import dev.mien.testing.DrawnPerson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network that comes with Mien, in 8 bits, against dlib itself: see tools/face_embedding.py. */
class DlibFaceEmbedderTest {
    private static DlibFaceEmbedder embedder;

    @BeforeAll
    static void open() {
        embedder = DlibFaceEmbedder.create(1);
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = DlibFaceEmbedderTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    @Test
    void drawnFacesHaveTheNumbersOfDlib() throws IOException {
        List<FaceEmbedding> found = embedder.looks(DrawnChip.all(), DrawnChip.count());
        List<String> golden = new String(resource("/golden/people/face-embedding.csv"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        assertThat(golden).hasSize(found.size());
        for (int i = 0; i < golden.size(); i++) {
            String[] cells = golden.get(i).split(",");
            float[] numbers = new float[cells.length];
            IntStream.range(0, cells.length).forEach(k -> numbers[k] = Float.parseFloat(cells[k]));
            assertThat(found.get(i).distance(new FaceEmbedding(numbers))).isLessThan(0.05);
        }
        assertThat(found.get(0).distance(found.get(1))).isGreaterThan(0.1);
    }

    private static Recognition face(double x, double y, double scale) {
        Keypoints keypoints = new Keypoints(Map.of(
                Keypoint.RIGHT_EYE, new Point(x + 41 * scale, y + 45 * scale),
                Keypoint.LEFT_EYE, new Point(x + 71 * scale, y + 45 * scale)));
        Box box = new Box(x + 25 * scale, y + 20 * scale, 62 * scale, 80 * scale);
        EmotionScores scores = new EmotionScores(new double[] {0, 0, 0, 0, 0, 0, 1});
        return new Recognition(box, Optional.of(keypoints), 0.9, scores, Optional.empty(), 0.5);
    }

    /** The same face twice as large, and its mirror image, look alike. */
    @Test
    void sizeAndSideHardlyMatter() {
        RgbImage small = DrawnPerson.draw(Emotion.NEUTRAL, DrawnPerson.CLEAR, 112);
        RgbImage large = DrawnPerson.draw(Emotion.NEUTRAL, DrawnPerson.CLEAR, 224);
        FaceEmbedding one = embedder.embeddings(small, List.of(face(0, 0, 1))).get(0);
        FaceEmbedding other = embedder.embeddings(large, List.of(face(0, 0, 2))).get(0);
        assertThat(one.distance(other)).isLessThan(0.2);
        FaceEmbedding mirrored =
                embedder.embeddings(mirror(small), List.of(face(0, 0, 1))).get(0);
        // the mean face is a little to the left of the middle of the square
        assertThat(one.distance(mirrored)).isLessThan(0.15);
    }

    private static RgbImage mirror(RgbImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / RgbImage.CHANNELS % picture.width();
            int y = i / RgbImage.CHANNELS / picture.width();
            pixels[i] = (byte) picture.value(picture.width() - 1 - x, y, i % RgbImage.CHANNELS);
        }
        return RgbImage.of(picture.width(), picture.height(), pixels);
    }

    /** Nine faces are more than go through the network together. */
    @Test
    void eachFaceHasItsOwnNumbers() {
        RgbImage picture = DrawnPerson.draw(Emotion.NEUTRAL, DrawnPerson.CLEAR, 112);
        List<Recognition> faces =
                IntStream.range(0, 9).mapToObj(i -> face(4 * i, 0, 1)).toList();
        List<FaceEmbedding> together = embedder.embeddings(picture, faces);
        assertThat(together).hasSize(9);
        for (int i = 0; i < 9; i++) {
            FaceEmbedding alone =
                    embedder.embeddings(picture, List.of(faces.get(i))).get(0);
            assertThat(together.get(i).distance(alone)).isLessThan(1e-4);
        }
        assertThat(embedder.embeddings(picture, List.of())).isEmpty();
    }

    @Test
    void theFileFitsItsChecksums() throws IOException {
        byte[] file = DlibFaceEmbedder.NETWORK.read(DlibFaceEmbedderTest.class.getClassLoader());
        assertThat(new String(resource("face-embedding.onnx.sha256"), StandardCharsets.US_ASCII))
                .startsWith(Sha256.of(file));
        assertThat(file.length).isLessThan(7_000_000);
    }

    @Test
    void aClosedOneRefusesAndZeroThreadsAreAMistake() {
        DlibFaceEmbedder closed = DlibFaceEmbedder.create(1);
        closed.close();
        closed.close();
        RgbImage picture = DrawnPerson.draw(Emotion.NEUTRAL, DrawnPerson.CLEAR, 112);
        assertThatThrownBy(() -> closed.embeddings(picture, List.of(face(0, 0, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the network for faces was called after it was closed");
        assertThatThrownBy(() -> DlibFaceEmbedder.create(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the number of threads is 0, expected at least 1");
    }
}
