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
import dev.mien.nn.Architectures;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run folder holds besides weights. */
class RunFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aHistoryComesBackToTheLastDigit() {
        History history = new History(List.of(
                new EpochResult(1, 1.0 / 3, 0.1, Math.PI, 0.3, 1e-4, 12.345678901234567, 250.1),
                new EpochResult(2, 0.25, 0.7, 2, 0.62661, 1e-4, 1, 2)));
        Path file = folder.resolve(HistoryCsv.NAME);
        HistoryCsv.write(file, history);
        assertThat(HistoryCsv.read(file)).isEqualTo(history);
        assertThat(history.best().orElseThrow().epoch()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|line 2 has 3 values, expected 8: 1,2,3",
                "1,x,3,4,5,6,7,8|line 2 holds no number: For input string: \"x\""
            })
    void aBrokenHistoryIsNamed(String line, String text) throws IOException {
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, new History(List.of()));
        Files.writeString(file, Files.readString(file) + line + "\n");
        assertThatThrownBy(() -> HistoryCsv.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " " + text);
    }

    @Test
    void theHistoryIsOnDiskAfterEachEpoch() {
        Path file = folder.resolve("history.csv");
        HistoryRecorder recorder = new HistoryRecorder(file);
        for (int epoch = 1; epoch <= 3; epoch++) {
            EpochResult result = new EpochResult(epoch, 1, 0.5, 1, 0.5, 1e-3, 1, 100);
            assertThat(recorder.onEpoch(result, () -> {
                        throw new AssertionError("the recorder needs no weights");
                    }))
                    .isEqualTo(Callback.Verdict.CONTINUE);
            assertThat(HistoryCsv.read(file).epochs()).hasSize(epoch);
        }
    }

    @Test
    void filesMayHaveNamesInAnyLanguage() throws IOException {
        RunFolder run = new RunFolder(folder);
        Files.writeString(folder.resolve("Notizen für später.txt"), "text");
        Files.writeString(folder.resolve("表情.txt"), "text");
        RunChecksums.write(run);
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(folder.resolve("表情.txt"), "other");
        assertThat(RunChecksums.damaged(run)).containsExactly("表情.txt");
    }

    @Test
    void aRunWithoutAnEarlierCheckpointSaysSo() {
        assertThatThrownBy(() -> Checkpoint.read(folder, Architectures.named("small"), true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " has no checkpoint before its last: leave out --from-previous");
    }

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
                .hasMessage(file + " is no configuration of a run: 'training.optimization.refinements[0]': unknown kind"
                        + " 'magic', expected one of weight_decay, gradient_clipping, ema, measured_statistics, sam,"
                        + " dropout. Use the version of Mien that wrote it, or a later one. A program with kinds of its"
                        + " own registers them first");
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
        assertThatThrownBy(() -> RunConfig.read(file)).hasMessageStartingWith(file + " is not JSON");
        writeSealed(file, "{\"format\":1,\"recipe\":7}");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + " is no configuration of a run: 'training.recipe' is 7, expected text");
        writeSealed(file, "{\"format\":2}");
        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is no configuration of a run: 'training' is missing");
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
                    .hasMessageContaining("train again");
            bytes[i] ^= 1;
        }
        Files.write(file, bytes);
        assertThat(RunConfig.read(file)).isEqualTo(config);
    }

    @Test
    void checksumsNameTheFilesThatChanged() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("run"));
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(run.path().resolve("a.csv"), "1,2");
        Files.writeString(Files.createDirectory(run.plots()).resolve("b.png"), "picture");
        RunChecksums.write(run);
        assertThat(run.path().resolve("checksums.sha256"))
                .hasContent("17f8af97ad4a7f7639a4c9171d5185cbafb85462877a4746c21bdb0a4f940ca0  a.csv\n"
                        + "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97  plots/b.png");
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(run.path().resolve("a.csv"), "1,3");
        Files.delete(run.plots().resolve("b.png"));
        assertThat(RunChecksums.damaged(run)).containsExactly("a.csv", "plots/b.png");
        RunChecksums.remove(run);
        assertThat(RunChecksums.damaged(run)).isEmpty();
    }

    @Test
    void whoTakesTheLockDiscardsWhatAKilledTrainingLeftUnfinished() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("left"));
        Path half = Files.createFile(run.path().resolve(".checkpoint-next.safetensors.0123abcd.part"));
        Path best = Files.createFile(run.path().resolve(".best.safetensors.0123abcd.part"));
        Path others = Files.createFile(run.path().resolve(".answers.json.0123abcd.part"));
        RunLock.take(run).close();
        assertThat(half).doesNotExist();
        assertThat(best).doesNotExist();
        assertThat(others).exists();
        RunChecksums.write(run);
        Files.delete(others);
        assertThat(RunChecksums.damaged(run)).isEmpty();
    }

    @Test
    void aRunFolderIsMadeOnce() throws IOException {
        Path path = folder.resolve("deep/run");
        assertThat(RunFolder.create(path).path()).isDirectory();
        assertThat(RunFolder.create(path).path()).isDirectory();
        Files.writeString(path.resolve("config.json"), "{}");
        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the run folder " + path + " exists already, and a run is never written over another. Choose"
                                + " another name with --out, or remove it");
    }
}
