package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmotionModelTest {
    @TempDir
    private Path folder;

    private static EmotionModel model(OnnxFile file) {
        return EmotionModel.of(file.bytes(), "m.onnx", 2);
    }

    private static GrayImage picture(int brightness) {
        byte[] pixels = new byte[OnnxFile.WIDTH * OnnxFile.HEIGHT];
        Arrays.fill(pixels, (byte) brightness);
        return GrayImage.of(OnnxFile.WIDTH, OnnxFile.HEIGHT, pixels);
    }

    /** softmax(brightness * class / 100). */
    private static float[] expected(double brightness, int classes) {
        double[] odds = IntStream.range(0, classes)
                .mapToDouble(c -> Math.exp(brightness * OnnxFile.weight(c)))
                .toArray();
        double sum = Arrays.stream(odds).sum();
        float[] row = new float[classes];
        for (int c = 0; c < classes; c++) {
            row[c] = (float) (odds[c] / sum);
        }
        return row;
    }

    @Test
    void grayValuesArriveAsTheyAreAndBothHeadsAnswer() {
        try (EmotionModel model = model(new OnnxFile(true))) {
            assertThat(model.width()).isEqualTo(OnnxFile.WIDTH);
            assertThat(model.height()).isEqualTo(OnnxFile.HEIGHT);
            ModelAnswer answer = model.answer(List.of(picture(0), picture(100), picture(255)));
            int[] brightness = {0, 100, 255};
            for (int i = 0; i < brightness.length; i++) {
                assertThat(answer.emotions()[i])
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(expected(brightness[i], 7));
                assertThat(answer.ferPlus().orElseThrow()[i])
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(expected(brightness[i], 8));
            }
        }
    }

    @Test
    void oneHeadAnswersAlone() {
        try (EmotionModel model = model(new OnnxFile(false))) {
            assertThat(model.answer(List.of(picture(9))).ferPlus()).isEmpty();
            assertThat(model.description().hasFerPlus()).isFalse();
            assertThat(model.description().temperature().orElseThrow().value()).isEqualTo(1.25);
            assertThat(model.emotions(List.of())).isEmpty();
        }
    }

    /** More than one batch, and a last one that is not full. */
    @Test
    void manyFacesKeepTheirOrder() {
        Dataset faces = noise(150);
        try (EmotionModel model = model(new OnnxFile(false))) {
            float[][] emotions = model.answer(faces).emotions();
            assertThat(emotions).hasNumberOfRows(150);
            for (int i = 0; i < faces.size(); i++) {
                assertThat(emotions[i])
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(expected(brightness(faces, i), 7));
            }
        }
    }

    private static Dataset noise(int count) {
        byte[] pixels = new byte[count * OnnxFile.WIDTH * OnnxFile.HEIGHT];
        new Random(4).nextBytes(pixels);
        return Dataset.of("noise", OnnxFile.WIDTH, OnnxFile.HEIGHT, pixels, new byte[count]);
    }

    private static double brightness(Dataset faces, int index) {
        return IntStream.range(0, faces.pixelsPerSample())
                .map(p -> faces.pixel(index, p % OnnxFile.WIDTH, p / OnnxFile.WIDTH))
                .average()
                .orElseThrow();
    }

    @Test
    void manyThreadsShareOneModel() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (EmotionModel model = model(new OnnxFile(true))) {
            List<Future<float[][]>> answers = IntStream.range(0, 256)
                    .mapToObj(brightness -> threads.submit(() -> model.emotions(List.of(picture(brightness)))))
                    .toList();
            for (int brightness = 0; brightness < answers.size(); brightness++) {
                assertThat(answers.get(brightness).get()[0])
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(expected(brightness, 7));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherSizeIsRefused() {
        try (EmotionModel model = model(new OnnxFile(false))) {
            GrayImage square = GrayImage.of(4, 4, new byte[16]);
            assertThatThrownBy(() -> model.emotions(List.of(square)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the model reads pictures of 6x4, got one of 4x4: resize it");
            assertThat(model.emotions(List.of(square.resized(6, 4)))[0][0]).isCloseTo(1 / 7f, within(1e-6f));
        }
    }

    @Test
    void aCallAfterItIsClosedSaysSo() {
        EmotionModel model = model(new OnnxFile(true).withMaps());
        model.close();
        model.close();
        assertThatThrownBy(() -> model.emotions(List.of(picture(9))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model was called after it was closed: close it after its last call");
        assertThatThrownBy(() -> model.activationMaps(List.of(picture(9)))).isInstanceOf(IllegalStateException.class);
    }

    /** More than one batch, and a last one that is not full. */
    @Test
    void activationMapsAreThoseOfTheirPictures() {
        try (EmotionModel model = model(new OnnxFile(true).withMaps())) {
            assertThat(model.hasActivationMaps()).isTrue();
            List<GrayImage> pictures =
                    IntStream.range(0, 70).mapToObj(EmotionModelTest::picture).toList();
            float[][][][] maps = model.activationMaps(pictures);
            assertThat(maps).hasDimensions(70, 7);
            for (int i = 0; i < maps.length; i++) {
                assertThat(maps[i][6]).hasDimensions(OnnxFile.HEIGHT, OnnxFile.WIDTH);
                assertThat(maps[i][6][3][5]).isCloseTo((float) (i * OnnxFile.weight(6)), within(1e-5f));
            }
            assertThat(model.emotions(List.of(picture(9)))[0])
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(expected(9, 7));
        }
    }

    @Test
    void aModelWithoutActivationMapsSaysSo() {
        try (EmotionModel model = model(new OnnxFile(false))) {
            assertThat(model.hasActivationMaps()).isFalse();
            assertThatThrownBy(() -> model.activationMaps(List.of(picture(9))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the model has no output 'activation', so it has no activation maps. Only an"
                            + " architecture that ends in a global pooling and a head has them, such as 'mien'. Choose"
                            + " another model");
        }
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(
                        "somebody else's",
                        new OnnxFile(false).without("mien_format"),
                        "m.onnx is not a model of Mien: its metadata has no 'mien_format'"),
                Arguments.of(
                        "fewer labels than outputs",
                        new OnnxFile(false).with("labels", "happy, sad"),
                        "m.onnx gives ["),
                Arguments.of(
                        "one label twice",
                        new OnnxFile(false).with("labels", "happy, joy"),
                        "m.onnx has the labels 'happy, joy', which cannot be read: "),
                Arguments.of(
                        "no licence",
                        new OnnxFile(false).without("licence"),
                        "m.onnx does not describe itself: its metadata has no 'licence'"),
                Arguments.of("another input", new OnnxFile(false).withInput("x", 1), "m.onnx takes ["),
                Arguments.of("three colours", new OnnxFile(false).withInput("pixels", 3), "m.onnx takes ["),
                Arguments.of("maps without places", new OnnxFile(false).withoutPlaces(), "m.onnx gives "),
                Arguments.of("six classes", new OnnxFile(false).withClasses(6), "m.onnx gives ["),
                Arguments.of(
                        "a head that is not there",
                        new OnnxFile(false).with("ferplus_labels", new OnnxFile(true).ferPlusLabels()),
                        "m.onnx gives ["));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void aFileThatIsNotMiensIsRefused(String what, OnnxFile file, String message) {
        assertThatThrownBy(() -> model(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("null");
    }

    @Test
    void aDamagedFileAndAnAbsentOneAreRefusedByName() throws IOException {
        Path file = folder.resolve("m.onnx");
        assertThatThrownBy(() -> EmotionModel.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cannot read the model " + file + ": no such file. Choose another model");
        byte[] whole = new OnnxFile(false).bytes();
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> EmotionModel.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + " is damaged or not an ONNX model: ")
                .hasMessageEndingWith(". Export the model with this version of Mien");
        Files.write(file, whole);
        try (EmotionModel model = EmotionModel.open(file)) {
            assertThat(model.description().value("licence")).contains("Apache-2.0");
        }
    }

    @Test
    void theBundledModelIsCheckedWhenItIsLoaded() throws IOException {
        byte[] file = new OnnxFile(true).bytes();
        CRC32 sum = new CRC32();
        sum.update(file);
        String crc32 = HexFormat.of().toHexDigits((int) sum.getValue());
        bundle(file, crc32 + "  mien.onnx\n");
        try (URLClassLoader loader = loader();
                EmotionModel model = EmotionModel.bundled(loader)) {
            assertThat(model.emotions(List.of(picture(50)))[0])
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(expected(50, 7));
        }
        file[file.length - 1] ^= 1;
        bundle(file, crc32 + "  mien.onnx\n");
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> EmotionModel.bundled(loader))
                    .isInstanceOf(MienException.class)
                    .hasMessageStartingWith("the model that came with Mien is damaged: its CRC-32 is ")
                    .hasMessageContaining(", expected " + crc32);
        }
    }

    private void bundle(byte[] model, String checksum) throws IOException {
        Path place = folder.resolve(BundledModel.EMOTIONS.resource());
        Files.createDirectories(place.getParent());
        Files.write(place, model);
        Files.writeString(folder.resolve(BundledModel.EMOTIONS.quickChecksum()), checksum, StandardCharsets.US_ASCII);
    }

    /** Sees the test's folder alone. */
    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void aBuildWithoutAModelSaysSo() throws IOException {
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> EmotionModel.bundled(loader))
                    .isInstanceOf(MienException.class)
                    .hasMessage("this build of Mien comes without a model: its class path has no"
                            + " dev/mien/model/mien.onnx. Train a model, export it, and give its file");
        }
    }
}
