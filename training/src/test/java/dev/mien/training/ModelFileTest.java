package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.io.SelfChecksum;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
    private static final ModelArchitecture SMALL = Architectures.named("small");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve(ModelFile.BEST);
        new ModelFile(
                        SMALL,
                        new Scaling(Scaling.Kind.STANDARD, 129.5, 64.25),
                        Weights.initial(SMALL, 3),
                        Map.of("validation_accuracy", "0.5"))
                .write(file);
    }

    @Test
    void aModelComesBackWithEverythingThatItTakesToUseIt() {
        ModelFile model = ModelFile.read(folder);
        assertThat(model.architecture()).isEqualTo(SMALL);
        assertThat(model.scaling()).isEqualTo(new Scaling(Scaling.Kind.STANDARD, 129.5, 64.25));
        assertThat(model.details()).containsEntry("validation_accuracy", "0.5");
        Weights expected = Weights.initial(SMALL, 3);
        expected.values()
                .forEach((name, values) -> assertThat(model.weights().get(name)).containsExactly(values));
    }

    /** The format is public. huggingface/safetensors describes it: eight bytes of length, JSON, 32-bit numbers. */
    @Test
    void theFileIsSafetensors() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        assertThat(length % 8).isZero();
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertThat(header)
                .contains("\"__metadata__\":{\"architecture\":\"small\"")
                .contains("\"conv2d.kernel\":{\"dtype\":\"F32\",\"shape\":[16,1,3,3],\"data_offsets\":[0,576]}");
        assertThat(bytes.capacity()).isEqualTo(8 + length + 4 * SMALL.parameterCount());
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("the first bytes alone", (Damage) b -> Arrays.copyOf(b, 5), "it has 5 bytes, too few"),
                Arguments.of("half of it", (Damage) b -> Arrays.copyOf(b, b.length / 2), "does not have the checksum"),
                Arguments.of("one bit", (Damage) ModelFileTest::flipLast, "does not have the checksum"),
                Arguments.of(
                        "an absurd length",
                        (Damage) ModelFileTest::absurdLength,
                        "its header claims 18446744073709551615 bytes of"),
                Arguments.of("no JSON", (Damage) ModelFileTest::breakHeader, "its header is not JSON"));
    }

    private interface Damage {
        byte[] apply(byte[] bytes);
    }

    private static byte[] flipLast(byte[] bytes) {
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    private static byte[] absurdLength(byte[] bytes) {
        Arrays.fill(bytes, 0, 8, (byte) 0xff);
        return bytes;
    }

    private static byte[] breakHeader(byte[] bytes) {
        bytes[8] = 'x';
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsRefusedByName(String what, Damage damage, String text) throws IOException {
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + " is damaged or no safetensors file: ")
                .hasMessageContaining(text)
                .hasMessageEndingWith(". Put an undamaged copy of " + file + " in its place, or train a model");
    }

    @Test
    void aFlippedBitIsFoundWhereverItIs() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += i < 3000 ? 7 : 10_007) {
            bytes[i] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> ModelFile.read(file))
                    .as("byte " + i)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + " is damaged or no safetensors file: ");
            bytes[i] ^= 1;
        }
        Files.write(file, bytes);
        assertThat(ModelFile.read(file).architecture()).isEqualTo(SMALL);
    }

    @Test
    void labelsInAnotherOrderStayInTheirOrder() throws IOException {
        replaceInHeader("angry, disgust", "disgust, angry");
        assertThat(ModelFile.read(file).labels().names())
                .containsExactly("disgust", "angry", "fear", "happy", "sad", "surprise", "neutral");
    }

    @Test
    void aLabelThatComesTwiceIsRefused() throws IOException {
        replaceInHeader("angry, disgust", "angry, anger  ");
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + " has the labels 'angry, anger  , fear, happy, sad, surprise, neutral',"
                        + " which cannot be read: ");
    }

    @Test
    void anUnknownArchitectureAndAnUnknownScalingAreRefused() throws IOException {
        replaceInHeader("\"architecture\":\"small\"", "\"architecture\":\"smell\"");
        assertThatThrownBy(() -> ModelFile.read(file))
                .hasMessageContaining("holds a model of the architecture 'smell', which is unknown here");
        replaceInHeader("\"smell\"", "\"small\"");
        replaceInHeader("\"standard\"", "\"stendard\"");
        assertThatThrownBy(() -> ModelFile.read(file))
                .hasMessageContaining("has no usable scaling in its metadata: it is"
                        + " 'stendard' with the mean '129.5' and the deviation '64.25', expected raw, unit or standard"
                        + " with two numbers");
    }

    private void replaceInHeader(String old, String same) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(old);
        byte[] bytes = text.replace(old, same).getBytes(StandardCharsets.ISO_8859_1);
        SelfChecksum.seal(bytes, new byte[0]);
        Files.write(file, bytes);
    }

    /** As a program of another maker may write it, with the right checksum. */
    @Test
    void weightsThatAreNoNumbersAreRefusedByName() {
        Weights weights = Weights.initial(SMALL, 3);
        weights.get("conv2d.kernel")[7] = Float.NaN;
        new ModelFile(SMALL, Scaling.UNIT, weights, Map.of()).write(file);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " holds weights that are no numbers: 'conv2d.kernel' has the value NaN. Use another"
                        + " copy, or train again");
    }

    /** Type, shape and place of an array are told apart. */
    @Test
    void whatIsWrongWithAnArrayIsTold() throws IOException {
        replaceInHeader("\"dtype\":\"F32\",\"shape\":[16,1,3,3]", "\"dtype\":\"F16\",\"shape\":[16,1,3,3]");
        assertThatThrownBy(() -> ModelFile.read(file))
                .hasMessageContaining("'conv2d.kernel' has values of the type \"F16\", expected \"F32\"");
        replaceInHeader("\"dtype\":\"F16\",\"shape\":[16,1,3,3]", "\"dtype\":\"F32\",\"shape\":[16,1,3,4]");
        assertThatThrownBy(() -> ModelFile.read(file))
                .hasMessageContaining(
                        "'conv2d.kernel' has the shape [16,1,3,4], but its place [0,576] is not as long as" + " that");
    }

    @Test
    void noModelIsSaid() {
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("nowhere")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no model at " + folder.resolve("nowhere")
                        + ": expected a run folder with a best.safetensors, or such a file. Train a model");
    }
}
