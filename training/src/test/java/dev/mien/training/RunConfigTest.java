package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.io.SelfChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunConfigTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.mien.training.Recipes#names")
    void everyRecipesConfigurationComesBack(String recipe) {
        RunConfig config = new RunConfig(
                Recipes.named(recipe),
                new RunConfig.Data("a/fer 2013.csv", 35_887, "ab12", 100),
                new SplitPlan(SplitPlan.Method.RANDOM, 0.2, 0.15, true, -5),
                List.of(new RunConfig.Source("runs/before", "cd56"), new RunConfig.Source("b.safetensors", "78")),
                Optional.of(new ConvolutionPlan(
                        Map.of("conv2d_1", new ConvolutionPlan.Choice("winograd-4", "unfolded", "direct")))),
                Map.of("java", "17"));
        Path file = folder.resolve("config.json");
        config.write(file);
        assertThat(RunConfig.read(file)).isEqualTo(config);
    }

    @Test
    void everyIngredientComesBack() {
        TrainingConfig mien = Recipes.named(Recipes.MIEN);
        TrainingConfig.Optimization usual = mien.optimization();
        List<LearningRateSchedule> schedules = List.of(
                LearningRateSchedule.CONSTANT,
                new LearningRateSchedule.Cosine(0.1, 0.02),
                new LearningRateSchedule.OneCycle(0.3, 0.04, 1e-5),
                new LearningRateSchedule.Steps(List.of(0.5, 0.75), 0.1));
        for (LearningRateSchedule schedule : schedules) {
            TrainingConfig training = mien.withOptimization(new TrainingConfig.Optimization(
                            usual.optimizer(),
                            0.1,
                            schedule,
                            Refinements.of(
                                    new Refinement.WeightDecay(1e-4),
                                    new Refinement.ExponentialAverage(0.99, 0.999, 0.5),
                                    new Refinement.MeasuredStatistics(500),
                                    new Refinement.DropoutRate(0),
                                    new Refinement.GradientClipping(2),
                                    new Refinement.SharpnessAware(0.1, 0.9)),
                            64))
                    .withInput(new TrainingConfig.Input(
                            Scaling.Kind.UNIT,
                            mien.input().augmentations(),
                            Optional.of(new LateAugmentation(0.5, 0.8)),
                            new Mixings(List.of(new Mixing.CutMix(1), new Mixing.Mixup(0.2)), 0.25, 0.75),
                            false,
                            Optional.of(ProgressiveSize.parse("24:0.2,32:0.6"))))
                    .withTargets(List.of(
                            new TargetRule.LabelSmoothing(0.05),
                            new TargetRule.ClassWeights(0.5),
                            new TargetRule.FerPlusVoting(0.7),
                            new TargetRule.Distillation(0.4, 24)));
            RunConfig config = config(training);
            Path file = folder.resolve("config.json");
            config.write(file);
            assertThat(RunConfig.read(file)).isEqualTo(config);
        }
    }

    private static RunConfig config(TrainingConfig training) {
        return new RunConfig(
                training,
                new RunConfig.Data(
                        "fer2013.csv",
                        35_887,
                        "ab12",
                        100,
                        Optional.of(new RunConfig.Source("fer2013new.csv", "cd34")),
                        new RunConfig.Teaching(
                                List.of(
                                        new RunConfig.Source("runs/a", "ef"),
                                        new RunConfig.Source("b.safetensors", "01")),
                                Optional.of("banks"),
                                List.of(new RunConfig.Source("banks/1.bank", "23")))),
                SplitPlan.official(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    private static void writeSealed(Path file, ObjectNode root, String placeholder) throws IOException {
        byte[] bytes = root.put(SelfChecksum.NAME, placeholder).toPrettyString().getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(bytes, new byte[0]);
        Files.write(file, bytes);
    }

    @Test
    void anUnknownOrImpossibleIngredientIsNamed() throws IOException {
        Path file = folder.resolve("config.json");
        config(Recipes.named("small")).write(file);
        ObjectNode root = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        ObjectNode refinement = root.withObject("/training/optimization")
                .putArray("refinements")
                .addObject();
        refinement.put("kind", "magic");
        writeSealed(file, root, SelfChecksum.PLACEHOLDER);
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file
                        + " is not the configuration of a run: 'training.optimization.refinements[0]': the kind 'magic'"
                        + " is unknown, expected one of weight_decay, gradient_clipping, ema, measured_statistics, sam,"
                        + " dropout. If another program added this kind, register it first. Otherwise use the version"
                        + " of Mien that wrote it, or a later one");
        refinement.put("kind", "sam").put("radius", -1).put("from", 0);
        writeSealed(file, root, SelfChecksum.PLACEHOLDER);
        assertThatThrownBy(() -> RunConfig.read(file))
                .hasMessageEndingWith(
                        "'training.optimization.refinements[0]': radius of sharpness-aware minimisation is"
                                + " -1.0, expected above 0, below 1000");
        refinement.remove("radius");
        writeSealed(file, root, SelfChecksum.PLACEHOLDER);
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("'training.optimization.refinements[0].radius' is missing");
    }

    @Test
    void aDamagedConfigurationIsNamed() throws IOException {
        Path file = folder.resolve("config.json");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot read " + file)
                .hasMessageContaining("Give the folder of a run");
        Files.writeString(file, "{\"format\":1,\"recipe\":\"article\"");
        assertThatThrownBy(() -> RunConfig.read(file)).hasMessageStartingWith(file + " was damaged: it is not JSON: ");
        writeSealed(file, "{\"format\":1,\"recipe\":7}");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        file + " is not the configuration of a run: 'training.recipe' is 7, expected text");
        writeSealed(file, "{\"format\":2}");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is not the configuration of a run: 'training' is missing");
        writeSealed(file, "{\"format\":99}");
        assertThatThrownBy(() -> RunConfig.read(file)).hasMessageContaining("its format is 99, expected 1 or 2");
    }

    private static void writeSealed(Path file, String json) throws IOException {
        String member = ",\"" + SelfChecksum.NAME + "\":\"" + SelfChecksum.PLACEHOLDER + "\"}";
        byte[] bytes = json.replace("}", member).getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(bytes, new byte[0]);
        Files.write(file, bytes);
    }

    @Test
    void aFlippedBitInAConfigurationIsFoundWhereverItIs() throws IOException {
        RunConfig config = new RunConfig(
                Recipes.named("article"),
                new RunConfig.Data("fer2013.csv", 35_887, "ab12", 100),
                SplitPlan.random(1),
                List.of(),
                Optional.empty(),
                Map.of());
        Path file = folder.resolve("config.json");
        config.write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> RunConfig.read(file))
                    .as("byte " + i)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("damaged")
                    .hasMessageEndingWith("Put an undamaged copy of " + file
                            + " in its place, or train a model, or start a training from its weights");
            bytes[i] ^= 1;
        }
        Files.write(file, bytes);
        assertThat(RunConfig.read(file)).isEqualTo(config);
    }
}
