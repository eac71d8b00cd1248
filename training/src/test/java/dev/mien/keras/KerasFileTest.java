package dev.mien.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Architectures;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is refused by its name. {@code KerasOnnxTest} compares answers. */
class KerasFileTest {
    @TempDir
    private Path folder;

    /** A file of weights beside an architecture in which one layer has another class or setting. */
    private Path changed(String from, String to) throws IOException {
        ModelFile model = new ModelFile(
                Architectures.named("small"),
                Scaling.UNIT,
                Weights.initial(Architectures.named("small"), 1),
                Map.of());
        String json = ArchitectureJson.of(model.architecture(), Scaling.UNIT);
        assertThat(json).contains(from);
        Files.writeString(folder.resolve("face.json"), json.replace(from, to));
        byte[] whole = KerasExport.bytes(model, KerasForm.H5, Map.of());
        byte[] text = "model_config".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + text.length < whole.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(whole, i, i + text.length), text)) {
                whole[i] = 'x';
            }
        }
        return Files.write(folder.resolve("face.h5"), whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "Flatten"            | "Lambda"     | holds Python code, which Mien does not run
            "Flatten"            | "LSTM"       | is recurrent. Mien reads networks that see one picture at a time
            "Flatten"            | "UpSampling2D" | is of a kind that Mien cannot read
            "activation":"relu"  | "activation":"my_relu" | has the activation 'my_relu', which Mien does not know
            "padding":"same"     | "data_format":"channels_first" | stores its maps channels first
            """)
    void refusesByTheLayersName(String from, String to, String problem) throws IOException {
        Path file = changed(from.strip(), to.strip());
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cannot read the Keras file " + file + ": the layer '")
                .hasMessageContaining(problem.strip());
    }

    @Test
    void refusesAClassOfAnotherProgram() throws IOException {
        Path file = changed(
                "\"class_name\":\"Flatten\",", "\"class_name\":\"Mine\",\"registered_name\":\"Custom>Mine\",");
        String json = Files.readString(folder.resolve("face.json"));
        Files.writeString(folder.resolve("face.json"), json.replace("\"registered_name\":null,", ""));
        assertThatThrownBy(() -> KerasFile.read(file))
                .hasMessageContaining("(Custom>Mine) is a class of the program that saved it, so that the file does not"
                        + " say what it computes");
    }

    @Test
    void readsWeightsBesideTheirArchitecture() throws IOException {
        assertThat(KerasFile.read(changed("Flatten", "Flatten")).classes()).isEqualTo(7);
    }

    @Test
    void refusesWeightsAlone() throws IOException {
        Path file = changed("Flatten", "Flatten");
        Files.delete(folder.resolve("face.json"));
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it holds weights without an architecture, and there is no "
                        + folder.resolve("face.json") + " beside it");
    }

    @Test
    void refusesWhatIsNoKerasFile() throws IOException {
        Path file = Files.writeString(folder.resolve("face.h5"), "a page of a web server");
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it is not an HDF5 file");
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Path file = changed("Flatten", "Flatten");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
        assertThatThrownBy(() -> KerasFile.read(file)).isInstanceOf(InvalidInputException.class);
    }
}
