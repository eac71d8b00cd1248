package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.mien.InvalidInputException;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.image.GrayImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files that open, but are not what was written, or compute what no model of emotions computes. */
class EmotionModelDamageTest {
    private static final GrayImage PICTURE =
            GrayImage.of(OnnxFile.WIDTH, OnnxFile.HEIGHT, new byte[OnnxFile.WIDTH * OnnxFile.HEIGHT]);

    private static EmotionModel open(byte[] file) {
        return EmotionModel.of(file, "m.onnx", 1);
    }

    @Test
    void aSingleWrongBitIsRefused() {
        byte[] file = new OnnxFile(true).bytes();
        open(file).close();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> open(damaged)).isInstanceOf(InvalidInputException.class);
        }
        byte[] weight = file.clone();
        weight[file.length / 2] ^= 1;
        assertThatThrownBy(() -> open(weight))
                .hasMessage(
                        "m.onnx is damaged: it does not have the checksum that it carries. Copy it again. Export the"
                                + " model with this version of Mien");
    }

    @Test
    void aFileOfAnEarlierVersionIsCheckedByItsScores() {
        OnnxFile file = new OnnxFile(false).withoutChecksum();
        double[][] scores = new double[7][7];
        try (EmotionModel model = open(file.bytes())) {
            float[][] answers = model.emotions(KnownScores.faces(OnnxFile.WIDTH, OnnxFile.HEIGHT));
            for (int i = 0; i < 49; i++) {
                scores[i / 7][i % 7] = answers[i / 7][i % 7];
            }
        }
        open(file.with(ModelDescription.KNOWN_SCORES, KnownScores.of(scores).text())
                        .bytes())
                .close();
        double first = scores[2][0];
        scores[2][0] = scores[2][6];
        scores[2][6] = first;
        byte[] other = file.with(
                        ModelDescription.KNOWN_SCORES, KnownScores.of(scores).text())
                .bytes();
        assertThatThrownBy(() -> open(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "m.onnx is damaged: its scores for seven drawn faces differ by up to 0[.]\\d{3} from"
                                + " those that it carries[.] .*");
    }

    /** 300 files without a checksum, each with one to three wrong bits: refused, or they answer as before. */
    @Test
    void whatOpensAnswersAsBefore() {
        OnnxFile plain = new OnnxFile(false).withoutChecksum();
        double[][] scores = new double[7][7];
        float[][] expected;
        try (EmotionModel model = open(plain.bytes())) {
            expected = model.emotions(KnownScores.faces(OnnxFile.WIDTH, OnnxFile.HEIGHT));
        }
        for (int i = 0; i < 49; i++) {
            scores[i / 7][i % 7] = expected[i / 7][i % 7];
        }
        byte[] file = plain.with(
                        ModelDescription.KNOWN_SCORES, KnownScores.of(scores).text())
                .bytes();
        SplittableRandom random = new SplittableRandom(8);
        int opened = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            for (int flips = i % 3; flips >= 0; flips--) {
                damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try (EmotionModel model = open(damaged)) {
                float[][] answers = model.emotions(KnownScores.faces(OnnxFile.WIDTH, OnnxFile.HEIGHT));
                for (int face = 0; face < expected.length; face++) {
                    assertThat(answers[face]).as("file %d", i).containsExactly(expected[face], offset(0.01f));
                }
                opened++;
            } catch (InvalidInputException e) {
                assertThat(e).hasMessageStartingWith("m.onnx");
            }
        }
        assertThat(opened).as("bits that no answer depends on").isBetween(1, 250);
    }

    @Test
    void aLostChecksumIsNoticed() {
        byte[] file = new OnnxFile(false).without("crc32_of_file").bytes();
        assertThatThrownBy(() -> open(file))
                .hasMessageStartingWith("m.onnx is damaged: it has lost the checksum that its metadata describes. ");
    }

    @Test
    void answersThatAreNoneAreRefused() {
        try (EmotionModel model = open(new OnnxFile(false).withoutRows().bytes())) {
            assertThatThrownBy(() -> model.emotions(List.of(PICTURE)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(
                            "m.onnx answers 1 pictures with 0 rows of 'emotion', expected one row a" + " picture. ");
        }
        try (EmotionModel model = open(new OnnxFile(false).withWeight(Float.NaN).bytes())) {
            assertThatThrownBy(() -> model.emotions(List.of(PICTURE)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("m.onnx answers a picture with [NaN, NaN, NaN, NaN, NaN, NaN, NaN] as"
                            + " 'emotion', expected probabilities: ");
        }
    }

    @Test
    void theEnvironmentIsKeptUntilTheProgramEnds() {
        open(new OnnxFile(false).bytes()).close();
        assertThat(OnnxEnvironment.isKept()).isTrue();
    }
}
