package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.Precision;
import dev.mien.evaluation.Predictions;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An architecture that is not Mien's. */
class OwnArchitectureTest {
    private static final ModelArchitecture OWN = new ModelArchitecture(
            "own-of-test",
            Shape.maps(48, 48, 1),
            List.of(
                    new Layer.Conv2d(4, 3, Activation.RELU, 0),
                    new Layer.GlobalMaxPooling2d(),
                    new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));

    @TempDir
    private Path folder;

    @Test
    void itTrainsWithoutARegistryAndIsReadWithOne() {
        Dataset train = SyntheticFaces.draw(64, 1);
        Dataset test = SyntheticFaces.draw(14, 2);
        TrainingConfig config = Recipes.named(Recipes.SMALL)
                .withDuration(1, 1)
                .withComputation(new TrainingConfig.Computation(Precision.FP32, 1, 3));
        Scaling scaling = Scaling.fit(Scaling.Kind.STANDARD, train);
        Path file = folder.resolve(ModelFile.BEST);
        List<Emotion> answers;
        try (EmotionClassifier model = EmotionClassifier.create(OWN, config, scaling)) {
            float[] fresh = model.weights().get("dense.kernel").clone();
            new Trainer(model, config, List.of()).fit(train, test);
            assertThat(model.weights().get("dense.kernel")).isNotEqualTo(fresh);
            answers = predicted(model, test);
            new ModelFile(OWN, scaling, model.weights(), Map.of()).write(file);
        }

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file
                        + " holds a model of the architecture 'own-of-test', which is unknown here; there are article,")
                .hasMessageEndingWith(". A program that has it registers it before it reads the file");

        Architectures.register(OWN);
        assertThat(Architectures.names()).startsWith("article", "small", "mien").contains("own-of-test");
        try (EmotionClassifier again = EmotionClassifier.of(ModelFile.read(file), Precision.FP32, 1)) {
            assertThat(again.architecture()).isEqualTo(OWN);
            assertThat(predicted(again, test)).isEqualTo(answers);
        }
        assertThat(config.withArchitecture("own-of-test").architecture()).isEqualTo("own-of-test");
        assertThatThrownBy(() -> Architectures.register(OWN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name 'own-of-test' of the architecture is taken: choose another name");
    }

    @Test
    void oneForColoursIsRefused() {
        ModelArchitecture colours = new ModelArchitecture("rgb", Shape.maps(48, 48, 3), OWN.layers());
        TrainingConfig config = Recipes.named(Recipes.SMALL);
        Scaling scaling = Scaling.fit(Scaling.Kind.STANDARD, SyntheticFaces.draw(7, 1));
        assertThatThrownBy(() -> EmotionClassifier.create(colours, config, scaling))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("architecture 'rgb' reads pictures of 3 channels, expected 1 (grey)");
    }

    private static List<Emotion> predicted(EmotionClassifier model, Dataset faces) {
        Predictions predictions = model.predict(faces);
        return IntStream.range(0, faces.size())
                .mapToObj(i -> Emotion.ofCode(predictions.predicted(i)))
                .toList();
    }
}
