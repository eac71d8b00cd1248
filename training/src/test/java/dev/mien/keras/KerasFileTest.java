package dev.mien.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Architectures;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is refused by its name. {@code KerasOnnxTest} compares answers. */
class KerasFileTest {
    @TempDir
    private Path folder;

    /** A file in which one layer has another class or setting. */
    private Path changed(String from, String to) throws IOException {
        Map<String, byte[]> parts = parts();
        String json = new String(parts.get("config.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        parts.put("config.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("face.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }

    private static Map<String, byte[]> parts() throws IOException {
        ModelFile model = new ModelFile(
                Architectures.named("article"),
                Scaling.UNIT,
                Weights.initial(Architectures.named("article"), 1),
                Map.of());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        byte[] file = KerasExport.bytes(model, KerasForm.KERAS, Map.of());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    /** A file of weights alone. */
    private Path weights() throws IOException {
        return Files.write(folder.resolve("face.weights.h5"), parts().get("model.weights.h5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
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
                "\"class_name\":\"Flatten\",\"config\":{\"name\":\"flatten\"},\"registered_name\":null",
                "\"class_name\":\"Mine\",\"config\":{\"name\":\"flatten\"},\"registered_name\":\"Custom>Mine\"");
        assertThatThrownBy(() -> KerasFile.read(file))
                .hasMessageContaining("the layer 'flatten' (Custom>Mine) is a class of the program that saved it, so"
                        + " the file does not say what it computes");
    }

    @Test
    void readsWeightsBesideTheirArchitecture() throws IOException {
        Files.write(folder.resolve("face.json"), parts().get("config.json"));
        assertThat(KerasFile.read(weights()).classes()).isEqualTo(7);
    }

    @Test
    void refusesWeightsAlone() throws IOException {
        Path file = weights();
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it holds weights without an architecture, and there is no "
                        + folder.resolve("face.json") + " beside it");
    }

    @Test
    void refusesWeightsOfAnotherNetwork() throws IOException {
        Files.writeString(
                folder.resolve("face.json"),
                new String(parts().get("config.json"), StandardCharsets.UTF_8)
                        .replaceFirst("\"kernel_size\":\\[3,3\\]", "\"kernel_size\":[3,3],\"groups\":2"));
        Path file = weights();
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(Conv2D) its weights are for 2 channels, but its input is (None, 48, 48, 1)");
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
        Path file = weights();
        Files.write(folder.resolve("face.json"), parts().get("config.json"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
        assertThatThrownBy(() -> KerasFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it is damaged: its HDF5 cannot be read");
    }
}
