package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.GrayImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The model that comes with Mien. */
class BundledModelTest {
    private static final int SIDE = 48;

    /** As in golden/bundled.py. */
    private static GrayImage picture(int number) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                pixels[y * SIDE + x] = (byte) ((x * (number + 1) + y * (7 - number) + x * y * number / 16) % 256);
            }
        }
        return GrayImage.of(SIDE, SIDE, pixels);
    }

    private static List<double[]> golden() throws IOException {
        try (InputStream file = BundledModelTest.class.getResourceAsStream("/golden/model/mien.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }

    /** Nothing that the user gave is wrong then. */
    @Test
    void aWholeFileThatCannotBeOpenedIsTheMachinesFault() {
        assertThatThrownBy(() -> BundledModel.EMOTIONS.open(BundledModelTest.class.getClassLoader(), (file, origin) -> {
                    throw new InvalidInputException(origin + " is damaged", new IOException("no memory"));
                }))
                .isInstanceOf(MienException.class)
                .isNotInstanceOf(InvalidInputException.class)
                .hasMessage("the model that came with Mien is undamaged, but cannot be opened on this machine: no"
                        + " memory");
    }

    /** golden/bundled.py asks Python's ONNX Runtime. */
    @Test
    void itSaysHereWhatItSaysInPython() throws IOException {
        List<double[]> golden = golden();
        assertThat(golden).hasSize(5);
        try (EmotionModel model = EmotionModel.bundled()) {
            ModelAnswer answer = model.answer(IntStream.range(0, golden.size())
                    .mapToObj(BundledModelTest::picture)
                    .toList());
            for (int i = 0; i < golden.size(); i++) {
                for (int c = 0; c < 7; c++) {
                    assertThat((double) answer.emotions()[i][c]).isCloseTo(golden.get(i)[c], within(1e-4));
                }
                for (int c = 0; c < 8; c++) {
                    assertThat((double) answer.ferPlus().orElseThrow()[i][c])
                            .isCloseTo(golden.get(i)[7 + c], within(1e-4));
                }
            }
        }
    }

    @Test
    void itSaysWhereItComesFrom() {
        try (EmotionModel model = EmotionModel.bundled()) {
            assertThat(model.description().text())
                    .containsEntry("architecture", "mien")
                    .containsEntry("recipe", "mien")
                    .containsEntry("precision", "fp16")
                    .containsKeys(
                            "model_version",
                            "data_sha256",
                            "weights_sha256",
                            "temperature",
                            "validation_accuracy",
                            "licence",
                            "licence_of_weights",
                            "limits");
            assertThat(model.hasActivationMaps()).isTrue();
            assertThat(model.width()).isEqualTo(SIDE);
        }
    }

    /** An application's jar grows by as much. */
    @Test
    void itIsSmall() {
        assertThat(BundledModel.EMOTIONS.read(BundledModelTest.class.getClassLoader()))
                .hasSizeLessThan(20_000_000);
    }
}
