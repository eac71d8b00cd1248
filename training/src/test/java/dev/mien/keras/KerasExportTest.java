package dev.mien.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Padding;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads back what Mien writes. {@code golden/keras_export.py} opens the same files in Keras and compares its answers.
 */
class KerasExportTest {
    private static final Scaling SCALING = new Scaling(Scaling.Kind.STANDARD, 129.4, 64.7);

    @TempDir
    private Path folder;

    private static ModelArchitecture everyLayer() {
        return new ModelArchitecture(
                "every-layer",
                Shape.maps(18, 13, 1),
                List.of(
                        new Layer.Rescaling(0.5),
                        new Layer.Conv2d(4, 4, 1, Activation.RELU, 0, true, Padding.VALID),
                        new Layer.MaxPooling2d(new Layer.Window(3, 2, Padding.SAME)),
                        new Layer.Residual(List.of(
                                new Layer.Conv2d(4, 3, Activation.NONE, 0, false), new Layer.BatchNormalization())),
                        new Layer.Relu(),
                        new Layer.Dropout(0.2),
                        new Layer.AveragePooling2d(new Layer.Window(2, 2, Padding.VALID)),
                        new Layer.Flatten(),
                        new Layer.Dense(6, Activation.RELU),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static ModelArchitecture pooled(Layer pooling) {
        return new ModelArchitecture(
                "pooled",
                Shape.maps(12, 12, 1),
                List.of(
                        new Layer.Conv2d(5, 3, 2, Activation.RELU, 0, true),
                        pooling,
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static Stream<ModelArchitecture> architectures() {
        return Stream.of(
                everyLayer(),
                pooled(new Layer.GlobalMaxPooling2d()),
                pooled(new Layer.GlobalAveragePooling2d()),
                Architectures.named("article"));
    }

    private static ModelFile model(ModelArchitecture architecture) {
        return new ModelFile(architecture, SCALING, Weights.initial(architecture, 5), Map.of());
    }

    private Path written(ModelFile model, KerasForm form) throws IOException {
        Path file = folder.resolve(model.architecture().name() + "." + form.ending());
        Files.write(file, KerasExport.bytes(model, form, Map.of("data", "drawn")));
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfLayerComesBack(KerasForm form) throws IOException {
        for (ModelArchitecture architecture : architectures().toList()) {
            ModelFile model = model(architecture);
            Weights read = KerasWeights.read(written(model, form), architecture);
            assertThat(read.values().keySet())
                    .isEqualTo(model.weights().values().keySet());
            read.values()
                    .forEach((name, values) -> assertThat(values)
                            .as(name)
                            .isEqualTo(model.weights().get(name)));
        }
        assertThat(Stream.concat(architectures(), Stream.of(Architectures.named("mien-light")))
                        .flatMap(architecture -> architecture.nodes().stream())
                        .<Class<?>>map(node -> node.layer().getClass())
                        .distinct())
                .contains(Stream.of(Layer.class.getPermittedSubclasses())
                        .filter(kind -> kind != Layer.TwoHeads.class)
                        .toArray(Class<?>[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void theFileSaysItsLabelsAndItsScaling(KerasForm form) throws IOException {
        KerasNetwork network = KerasFile.read(written(model(everyLayer()), form));
        assertThat(network.labels()).hasValue(Emotion.names());
        assertThat(network.scaling()).hasValue("raw");
        assertThat(network.classes()).isEqualTo(Emotion.COUNT);
    }

    @Test
    void refusesAnotherArchitecture() throws IOException {
        Path file = written(model(everyLayer()), KerasForm.H5);
        assertThatThrownBy(() -> KerasWeights.read(file, Architectures.named("article")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not hold weights of the architecture 'article': it reads pictures of the"
                        + " size (None, 18, 13, 1), expected (None, 48, 48, 1)");
    }

    @Test
    void refusesADescriptionThatIsTooLongForH5() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            layers.add(new Layer.Conv2d(1, 1, Activation.RELU, 0));
        }
        layers.add(new Layer.GlobalMaxPooling2d());
        layers.add(new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
        ModelFile model = model(new ModelArchitecture("long", Shape.maps(4, 4, 1), layers));
        assertThatThrownBy(() -> KerasExport.bytes(model, KerasForm.H5, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("but an .h5 file holds at most 59546. Write a .keras file");
        assertThat(KerasFile.read(KerasExport.bytes(model, KerasForm.KERAS, Map.of()))
                        .classes())
                .isEqualTo(Emotion.COUNT);
    }
}
