package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Relabelling;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.model.EmotionModel;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.synthetic.ActionUnit;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.Labelling;
import dev.mien.training.ModelFile;
import dev.mien.training.Recipes;
import dev.mien.training.RunConfig;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks for labels that are not FER2013's. */
class OwnLabelsTest {
    private static final LabelSet OWN = LabelSet.parse("bored,confused,engaged,laughing");
    private static final DataSplit FACES = SplitPlan.random(1)
            .apply(SyntheticFaces.draw(
                    OWN,
                    List.of(
                            List.of(ActionUnit.LID_TIGHTENER),
                            List.of(ActionUnit.BROW_LOWERER),
                            List.of(ActionUnit.OUTER_BROW_RAISER),
                            List.of(ActionUnit.LIP_CORNER_PULLER, ActionUnit.JAW_DROP)),
                    60,
                    3));

    @TempDir
    private Path folder;

    private static ModelFile model(String architecture) {
        ModelArchitecture own = Architectures.named(architecture).withHead(OWN, false);
        return new ModelFile(own, OWN, Scaling.UNIT, Weights.initial(own, 5), Map.of("note", "drawn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "small", "mien-light", "mien-light-emotions"})
    void aFileKeepsTheLabelsOfItsNetwork(String architecture) {
        Path file = folder.resolve("own.safetensors");
        model(architecture).write(file);
        ModelFile read = ModelFile.read(file);
        assertThat(read.labels()).isEqualTo(OWN);
        assertThat(read.architecture()).isEqualTo(model(architecture).architecture());
        assertThat(read.details()).containsExactly(Map.entry("note", "drawn"));
    }

    @Test
    void theNumberOfLabelsIsThatOfTheNetworksClasses() {
        ModelFile four = model("small");
        assertThatThrownBy(() -> new ModelFile(four.architecture(), Scaling.UNIT, four.weights(), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the network has 4 classes, but 7 labels are named: angry,");
    }

    @Test
    void aNetworkLearnsItsOwnLabelsAndTheFileAnswersTheSame() {
        TrainingConfig config = Recipes.named("small").withDuration(1, 1);
        try (EmotionClassifier classifier = EmotionClassifier.create(config, OWN, Scaling.UNIT)) {
            new Trainer(classifier, config, List.of()).fit(FACES.train(), FACES.validation());
            ModelFile trained =
                    new ModelFile(classifier.architecture(), OWN, Scaling.UNIT, classifier.weights(), Map.of());
            requireSameAnswers(trained);
        }
    }

    @Test
    void activationMapsHaveAMapForEachLabel() {
        requireSameAnswers(model("mien-light"));
        byte[] file = OnnxExport.bytes(model("mien-light"), WeightPrecision.FP32, 1, Map.of());
        try (EmotionModel exported = EmotionModel.of(file, "own.onnx", 1)) {
            assertThat(exported.activationMaps(List.of(FACES.test().picture(0)))[0])
                    .hasDimensions(4, 3);
        }
    }

    private static void requireSameAnswers(ModelFile trained) {
        byte[] file = OnnxExport.bytes(trained, WeightPrecision.FP32, 1, Map.of());
        try (EmotionClassifier classifier = EmotionClassifier.forAnswers(trained, 1);
                EmotionModel exported = EmotionModel.of(file, "own.onnx", 1)) {
            assertThat(exported.labels()).isEqualTo(OWN);
            assertThat(classifier.predict(FACES.test()).labels()).isEqualTo(OWN);
            float[][] answers = exported.answer(FACES.test()).emotions();
            for (int c = 0; c < OWN.size(); c++) {
                assertThat(answers[0][c])
                        .isCloseTo(classifier.predict(FACES.test()).probability(0, c), within(1e-5f));
            }
        }
    }

    @Test
    void facesOfOtherLabelsAreRefused() {
        try (EmotionClassifier classifier = EmotionClassifier.forAnswers(model("small"), 1)) {
            assertThatThrownBy(() -> classifier.predict(SyntheticFaces.draw(7, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the model has the classes bored, confused, engaged, laughing, but drawn faces has"
                            + " angry, disgust, fear, happy, sad, surprise, neutral");
        }
    }

    @Test
    void aConfigurationKeepsHowTheClassesCameAbout() throws IOException {
        Labelling labelling = Labelling.of(
                LabelSet.parse("raf-db"),
                new Relabelling(Map.of("disgust", "angry"), List.of("happy", "angry")),
                LabelSet.parse("happy,angry"));
        RunConfig config = new RunConfig(
                Recipes.named("mien-emotions"),
                new RunConfig.Data("/faces", 12, "ab".repeat(32), 12, labelling),
                SplitPlan.random(1),
                List.of(),
                Optional.empty(),
                Map.of());
        Path file = folder.resolve("config.json");
        config.write(file);
        assertThat(file).content().contains("\"labels\" : \"happy, angry\"", "\"read\" : \"raf-db\"");
        RunConfig read = RunConfig.read(file);
        assertThat(read).isEqualTo(config);
        assertThat(read.labels().names()).containsExactly("happy", "angry");
        assertThat(read.data().labelling().readAs().firstNumber()).isEqualTo(1);
        assertThat(read.architecture().classes()).isEqualTo(2);
    }
}
