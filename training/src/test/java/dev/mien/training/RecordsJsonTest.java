package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.RecordKinds;
import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.AspectRatio;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmentations;
import dev.mien.augmentation.BrightnessContrast;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.DrawBuilder;
import dev.mien.augmentation.DrawSource;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Scale;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Optimizers;
import dev.mien.engine.Refinement;
import dev.mien.engine.UpdateRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings in config.json. */
class RecordsJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Augmentation> AUGMENTATIONS = List.of(
            new Rotation(15),
            new Scale(0.18),
            new AspectRatio(0.08),
            new Shift(0.1, 0.3),
            new Zoom(1.0 / 3),
            new HorizontalFlip(0.5),
            new AlternatingFlip(),
            new ReflectedBorder(),
            new BrightnessContrast(0.3, 0.2),
            new Degradation(0.3),
            new Degradation(0.1, 3, 5, 0.5, 20),
            new RandomErasing(0.4),
            new RandomErasing(0.1, 0.05, 0.06, 0.5, 1.5, RandomErasing.Fill.PLAIN));

    private enum Tint {
        DARK,
        VERY_BRIGHT
    }

    /** An augmentation that is not Mien's. */
    private record Tinted(Tint tint, double strongest, boolean always, int levels) implements Augmentation {
        @Override
        public void addTo(DrawBuilder draw, DrawSource random) {
            draw.light(1 + strongest, 1);
        }

        @Override
        public Tinted times(double strength) {
            return new Tinted(tint, strongest * strength, always, levels);
        }

        /** No component, so that no file holds it; as {@link Augmentation#isDamage}. */
        public double getHalf() {
            return strongest / 2;
        }
    }

    /** An optimizer that is not Mien's. */
    private record Still(double noise, boolean loud) implements OptimizerSpec {
        @Override
        public String label() {
            return "still-of-json-test";
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            return (values, gradients, first, second, length) -> {};
        }
    }

    @TempDir
    private Path folder;

    @Test
    void everyKindOfASealedTypeHasAName() {
        for (Class<?> type : List.of(LearningRateSchedule.class, Refinement.class, TargetRule.class, Mixing.class)) {
            RecordKinds<?> kinds = SettingKinds.of(type).orElseThrow();
            assertThat(Arrays.stream(type.getPermittedSubclasses()).map(kinds::nameOf))
                    .containsExactlyInAnyOrderElementsOf(kinds.names());
        }
        assertThat(SettingKinds.of(String.class)).isEmpty();
    }

    @Test
    void everyAugmentationComesBackFromAFileInItsPlace() {
        assertThat(AUGMENTATIONS.stream().map(Object::getClass).map(Augmentations.kinds()::nameOf))
                .containsAll(Augmentations.kinds().names().stream()
                        .filter(name -> !name.equals("tint_of_test"))
                        .toList());
        comesBack(withAugmentations(AUGMENTATIONS));
    }

    private static TrainingConfig withAugmentations(List<Augmentation> augmentations) {
        TrainingConfig article = Recipes.named("article");
        return article.withInput(article.input().withAugmentations(augmentations));
    }

    private String comesBack(TrainingConfig training) {
        RunConfig config = new RunConfig(
                training,
                new RunConfig.Data("fer2013.csv", 35_887, "ab12", 100),
                SplitPlan.random(1),
                List.of(),
                Optional.empty(),
                Map.of());
        Path file = folder.resolve("config.json");
        config.write(file);
        assertThat(RunConfig.read(file)).isEqualTo(config);
        return RecordsJson.write(training).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "sgd", "rmsprop", "adamax"})
    void everyOptimizerComesBack(String name) {
        assertThat(comesBack(with(Optimizers.named(name)))).contains("\"optimizer\":{\"kind\":\"" + name + "\",");
    }

    private static TrainingConfig with(OptimizerSpec optimizer) {
        return Recipes.named("article").withOptimization(new TrainingConfig.Optimization(optimizer, 0.1, 32));
    }

    @Test
    void whatAnotherProgramAddsComesBackOnceItIsRegistered() {
        Augmentation tinted = new Tinted(Tint.VERY_BRIGHT, 0.25, true, 3);
        assertThatThrownBy(() -> comesBack(withAugmentations(List.of(tinted))))
                .hasStackTraceContaining("the augmentation " + Tinted.class.getName()
                        + " has no name, so that no file can keep it: register it first");
        Augmentations.register("tint_of_test", Tinted.class);
        assertThat(comesBack(withAugmentations(List.of(new Zoom(0.1), tinted))))
                .contains("{\"kind\":\"tint_of_test\",\"tint\":\"very_bright\",\"strongest\":0.25,\"always\":true,"
                        + "\"levels\":3}");
        Optimizers.register(new Still(0.5, false));
        assertThat(comesBack(with(new Still(0.125, true))))
                .contains("\"optimizer\":{\"kind\":\"still-of-json-test\",\"noise\":0.125,\"loud\":true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"fog\"}|unknown kind 'fog', expected one of shift, zoom, scale,",
                "{\"kind\":\"aspect_ratio\",\"range\":9}|aspect ratio range is 9.0, expected a number from 0.0 to 2.0",
                "{\"kind\":\"scale\",\"range\":\"0.1\"}|'range' is \"0.1\", expected a number",
                "{\"kind\":\"scale\",\"range\":null}|'range' is null, expected a number",
                "{\"kind\":\"scale\",\"range\":0.1,\"ranges\":0.1}|'ranges' is unknown, expected only range",
                "{\"kind\":\"scale\"}|'range' is missing",
                "{\"range\":0.1}|the setting has no member 'kind', which tells what it is",
                "{\"kind\":\"random_erasing\",\"probability\":1,\"least_area\":0,\"most_area\":1,\"least_ratio\":1,"
                        + "\"most_ratio\":1,\"fill\":\"paint\"}|'fill' is \"paint\", expected noise or plain"
            })
    void whatCannotBeReadIsNamed(String augmentation, String message) throws JsonProcessingException {
        assertThatThrownBy(() -> RecordsJson.read(JSON.readTree(augmentation), Augmentation.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/recipe|7|'recipe' is 7, expected text",
                "/duration/epochs|2.5|'duration.epochs' is 2.5, expected a whole number",
                "/duration/keep|\"all\"|'duration.keep' is \"all\", expected best or last",
                "/input/augment_validation|\"no\"|'input.augment_validation' is \"no\", expected true or false",
                "/input/augmentations/1/range|true|'input.augmentations[1].range' is true, expected a number",
                "/targets|{}|'targets' is {}, expected another form",
                "/optimization/optimizer/beta1|1|'optimization.optimizer': beta1 is 1.0, expected 0 to below 1"
            })
    void theMemberThatIsWrongIsNamed(String member, String value, String message) throws JsonProcessingException {
        JsonNode training = RecordsJson.write(Recipes.named("article"));
        int end = member.lastIndexOf('/');
        ((ObjectNode) training.at(member.substring(0, end))).set(member.substring(end + 1), JSON.readTree(value));
        assertThatThrownBy(() -> RecordsJson.read(training, TrainingConfig.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
