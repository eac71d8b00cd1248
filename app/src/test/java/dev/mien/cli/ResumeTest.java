package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.engine.ConvolutionPlan;
import dev.mien.experiment.Experiment;
import dev.mien.judging.JudgingWatch;
import dev.mien.testing.Fer2013Files;
import dev.mien.testing.Processes;
import dev.mien.training.Callback;
import dev.mien.training.Checkpoint;
import dev.mien.training.EpochResult;
import dev.mien.training.HistoryCsv;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end before their time, and what --resume makes of them. */
class ResumeTest {
    private static final int EPOCHS = 6;
    private static final int LONGEST_MILLIS = 3500;

    @TempDir
    private static Path shared;

    private static Path csv;
    private static Path whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainWithoutInterruption() throws IOException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 280);
        whole = shared.resolve("whole");
        mien(train(whole)).requireDone();
    }

    private static Object[] train(Path out) {
        return train(out, EPOCHS);
    }

    private static Object[] train(Path out, int epochs) {
        return SmallTraining.words(csv, epochs, out);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws IOException, InterruptedException {
        requireTheSameAfterKills(4);
    }

    @Test
    @Tag("thorough")
    void aRunThatIsKilledTwentyTimesEndsAsOneThatIsNot() throws IOException, InterruptedException {
        requireTheSameAfterKills(20);
    }

    /**
     * Kills a run, resumes it, and begins another one when it ends. Every other kill comes after a random time. The
     * others come while a checkpoint is being written, and at least one of them leaves it half written.
     */
    private void requireTheSameAfterKills(int wanted) throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        SplittableRandom random = new SplittableRandom(20);
        int kills = 0;
        int halfWritten = 0;
        for (int attempt = 0; kills < wanted || halfWritten == 0; attempt++) {
            assertThat(attempt)
                    .as("starts for %d kills, %d of which left a checkpoint half written", kills, halfWritten)
                    .isLessThan(4 * wanted);
            if (Files.exists(run.resolve("report.html"))) {
                requireSame(run);
                run = folder.resolve("run" + attempt);
            }
            if (killed(run, attempt % 2 == 0, random.nextInt(LONGEST_MILLIS))) {
                kills++;
                halfWritten += isWriting(run) ? 1 : 0;
            }
        }
        if (Files.exists(run.resolve("config.json"))) {
            assertThat(mien("train", "--resume", run).code()).isZero();
            requireSame(run);
        }
    }

    /** Starts the run in a process of its own, or resumes it. */
    private static Process start(Path log, Path run) throws IOException {
        return Files.exists(run.resolve("config.json"))
                ? Processes.start(log, "train", "--resume", run)
                : Processes.start(log, train(run));
    }

    /** Starts or resumes the run in a process of its own; whether that had to be killed. */
    private static boolean killed(Path run, boolean inWriting, int millis) throws IOException, InterruptedException {
        Path log = run.resolveSibling("log.txt");
        Process process = start(log, run);
        if (inWriting) {
            awaitWriting(process, run, millis % 3);
        } else {
            process.waitFor(500 + millis, TimeUnit.MILLISECONDS);
        }
        boolean alive = process.isAlive();
        process.destroyForcibly();
        int code = process.waitFor();
        if (!alive) {
            assertThat(code).as(Files.readString(log)).isZero();
        }
        return alive;
    }

    /** Whether a checkpoint stands half written in a run folder, be it there or not. */
    private static boolean isWriting(Path run) {
        String[] names = run.toFile().list();
        return names != null
                && Stream.of(names)
                        .anyMatch(name -> name.startsWith(".checkpoint-next.safetensors.") && name.endsWith(".part"));
    }

    /** Returns when a checkpoint is half written, after letting some others pass. */
    private static void awaitWriting(Process process, Path run, int pass) {
        int left = pass;
        boolean before = isWriting(run);
        while (process.isAlive()) {
            boolean now = isWriting(run);
            if (now && !before && left-- == 0) {
                return;
            }
            before = now;
            LockSupport.parkNanos(50_000);
        }
    }

    private static void requireSame(Path run) throws IOException {
        assertThat(isWriting(run)).as("half a checkpoint is left").isFalse();
        assertThat(SmallTraining.digits(run)).isEqualTo(SmallTraining.digits(whole));
        assertThat(run.resolve("best.safetensors")).hasSameBinaryContentAs(whole.resolve("best.safetensors"));
        assertThat(run.resolve("predictions.csv")).hasSameTextualContentAs(whole.resolve("predictions.csv"));
    }

    @Test
    void aFinishedRunTakesMoreEpochsAsIfItHadHadThemFromTheBeginning() throws IOException {
        Path run = folder.resolve("run");
        Object[] shorter = train(run, 2);
        assertThat(mien(shorter).code()).isZero();
        CommandResult result = mien("train", "--resume", run, "--epochs", EPOCHS);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("continues after epoch 2");
        requireSame(run);
        assertThat(RunConfig.read(run.resolve("config.json")).earlierPlans()).containsExactly(new RunConfig.Plan(2, 2));
        assertThat(run.resolve("report.html"))
                .content()
                .contains(" --epochs 2 ", "# stopped after epoch 2, and then", "train --resume RUN --epochs " + EPOCHS);
        assertThat(mien("train", "--resume", run).code()).isZero();
        requireSame(run);
    }

    @Test
    void aDamagedCheckpointIsRefusedByNameAndTheOlderOneOffered() throws IOException {
        Path run = folder.resolve("run");
        assertThat(mien(train(run)).code()).isZero();
        Path checkpoint = run.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length - 5] ^= 8;
        Files.write(checkpoint, bytes);
        CommandResult refused = mien("train", "--resume", run);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(checkpoint.toString())
                .contains("checksum")
                .contains("The checkpoint before it is whole. Use --from-previous");
        byte[] previous = Files.readAllBytes(run.resolve("checkpoint-previous.safetensors"));
        Checkpoint.goBack(run);
        assertThat(checkpoint).as("whole before anything new is written").hasBinaryContent(previous);
        Files.move(checkpoint, run.resolve("checkpoint-previous.safetensors"));
        Files.write(checkpoint, bytes);
        CommandResult older = mien("train", "--resume", run, "--from-previous");
        assertThat(older.code()).as(older.err()).isZero();
        requireSame(run);
    }

    @Test
    void whatCannotBeResumedIsExplained() throws IOException {
        assertThat(mien("train", "--resume", folder.resolve("nothing")).err())
                .contains("there is no run to resume at " + folder.resolve("nothing"));
        assertThat(mien("train", "--resume", whole, "--batch", 16).err())
                .contains("cannot be given together with --batch");
        Path data = Fer2013Files.write(folder.resolve("own.csv"), 280);
        Path run = folder.resolve("run");
        mien("train", "--data", data, "--architecture", "small", "--epochs", 1, "--out", run);
        Fer2013Files.write(data, 287);
        CommandResult changed = mien("train", "--resume", run, "--epochs", 2);
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("own.csv has changed since the run began");
    }

    @Test
    void twoTrainingsNeverShareAFolder() throws IOException {
        Path run = folder.resolve("run");
        Object[] one = train(run, 1);
        assertThat(mien(one).code()).isZero();
        try (FileChannel channel = FileChannel.open(run.resolve("run.lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            CommandResult result = mien("train", "--resume", run, "--epochs", 2);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("another training is at work in " + run);
            CommandResult report = mien("report", run);
            assertThat(report.code()).isEqualTo(2);
            assertThat(report.err()).contains("another training is at work in " + run);
        }
    }

    /** At the start, within the epochs, and while the run is judged. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6})
    void aRunThatIsInterruptedTwiceGoesOnAndEndsAsOneThatIsNot(int epochs) throws IOException, InterruptedException {
        requireTheSameAfterInterrupts(epochs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5})
    @Tag("thorough")
    void anInterruptAfterAnyEpochDoesNoHarm(int epochs) throws IOException, InterruptedException {
        requireTheSameAfterInterrupts(epochs);
    }

    /** Ctrl-C, and again after a moment. */
    private void requireTheSameAfterInterrupts(int epochs) throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no POSIX signals here");
        Path run = folder.resolve("run");
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Processes.command(train(run)));
        Process process = Processes.start(log, command);
        awaitEpochs(process, run, epochs);
        interrupt(process);
        Thread.sleep(20L * epochs);
        interrupt(process);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isIn(130, 0);
        if (epochs > 0 && epochs < EPOCHS) {
            assertThat(Files.readString(log)).contains("Stopped after").contains("--resume " + run);
        }
        CommandResult result = mien("train", "--resume", run);
        assertThat(result.code()).as(result.err()).isZero();
        requireSame(run);
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Returns when so many epochs are behind the run. */
    private static void awaitEpochs(Process process, Path run, int epochs) throws IOException, InterruptedException {
        Path history = run.resolve("history.csv");
        while (process.isAlive()
                && (!Files.exists(run.resolve("checkpoint.safetensors"))
                        || epochs > 0
                                && (!Files.exists(history)
                                        || Files.readAllLines(history).size() <= epochs))) {
            Thread.sleep(2);
        }
    }

    @Test
    void aSecondProcessIsKeptOutOfARun() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Object[] longer = train(run, 2000);
        Process first = Processes.start(folder.resolve("first.txt"), longer);
        try {
            awaitEpochs(first, run, 1);
            Process second = Processes.start(folder.resolve("second.txt"), "train", "--resume", run);
            assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(Files.readString(folder.resolve("second.txt")))
                    .contains(
                            "another training is at work in " + run + ". Use the folder when that training has ended");
            assertThat(first.isAlive()).isTrue();
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDamagedFileOfARunIsRefusedByName() throws IOException {
        Path run = folder.resolve("run");
        Object[] shorter = train(run, 2);
        assertThat(mien(shorter).code()).isZero();
        RunFolder files = new RunFolder(run);
        assertThat(RunChecksums.damaged(files)).isEmpty();
        for (String name : Files.readAllLines(run.resolve(RunChecksums.NAME))) {
            Path file = run.resolve(name.substring(66));
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.write(file, bytes);
            assertThat(RunChecksums.damaged(files)).containsExactly(name.substring(66));
            bytes[bytes.length / 2] ^= 4;
            Files.write(file, bytes);
        }
        flip(run.resolve("history.csv"));
        CommandResult report = mien("report", run);
        assertThat(report.code()).isEqualTo(2);
        assertThat(report.err()).contains("history.csv is damaged").contains("'./mien train --resume " + run);
        assertThat(mien("train", "--resume", run).code()).isZero();
        flip(run.resolve("config.json"));
        CommandResult resumed = mien("train", "--resume", run);
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err())
                .contains(run.resolve("config.json").toString())
                .contains("damaged")
                .contains("Put an undamaged copy of " + run.resolve("config.json")
                        + " in its place, or run './mien train', or run './mien train --initial-weights RUN'");
    }

    /** Changes a digit of the file's first fraction. */
    private static void flip(Path file) throws IOException {
        String text = Files.readString(file);
        int place = text.indexOf("0.") + 2;
        char digit = text.charAt(place) == '3' ? '4' : '3';
        Files.writeString(file, text.substring(0, place) + digit + text.substring(place + 1));
    }

    @Test
    void aResumedRunIsComputedByTheAlgorithmsThatItBeganWith() throws IOException {
        Path direct = folder.resolve("direct");
        Path other = folder.resolve("other");
        for (Path run : List.of(direct, other)) {
            assertThat(mien(
                                    "train",
                                    "--data",
                                    csv,
                                    "--architecture",
                                    "small",
                                    "--precision",
                                    "fp32",
                                    "--epochs",
                                    1,
                                    "--patience",
                                    9,
                                    "--out",
                                    run)
                            .code())
                    .isZero();
        }
        RunConfig config = RunConfig.read(other.resolve("config.json"));
        Map<String, ConvolutionPlan.Choice> choices =
                new HashMap<>(config.convolutions().orElseThrow().choices());
        choices.put("conv2d_1", new ConvolutionPlan.Choice("winograd-4", "unfolded", "winograd-4"));
        RunConfig changed = config.withConvolutions(new ConvolutionPlan(choices));
        changed.write(other.resolve("config.json"));
        for (Path run : List.of(direct, other)) {
            assertThat(mien("train", "--resume", run, "--epochs", 3).code()).isZero();
        }
        assertThat(RunConfig.read(other.resolve("config.json")).convolutions()).isEqualTo(changed.convolutions());
        List<EpochResult> expected =
                HistoryCsv.read(direct.resolve("history.csv")).epochs();
        List<EpochResult> actual = HistoryCsv.read(other.resolve("history.csv")).epochs();
        assertThat(actual.get(0).loss()).isEqualTo(expected.get(0).loss());
        assertThat(actual.get(2).loss())
                .as("other algorithms, other last digits")
                .isNotEqualTo(expected.get(2).loss())
                .isCloseTo(expected.get(2).loss(), within(0.02));
    }

    @Test
    void aDeterministicRunRepeatsItselfAndSaysSo() throws IOException {
        List<Path> runs = List.of(folder.resolve("one"), folder.resolve("two"));
        for (Path run : runs) {
            CommandResult result = mien(
                    "train", "--data", csv, "--architecture", "small", "--epochs", 2, "--deterministic", "--out", run);
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("on 1 threads");
        }
        assertThat(SmallTraining.digits(runs.get(1))).isEqualTo(SmallTraining.digits(runs.get(0)));
        assertThat(runs.get(1).resolve("best.safetensors"))
                .hasSameBinaryContentAs(runs.get(0).resolve("best.safetensors"));
        assertThat(mien("train", "--resume", runs.get(0), "--epochs", 3).code()).isZero();
        RunConfig config = RunConfig.read(runs.get(0).resolve("config.json"));
        assertThat(config.training().computation().deterministic()).isTrue();
        assertThat(config.training().computation().threads()).isEqualTo(1);
        CommandResult refused = mien("train", "--deterministic", "--threads", 2);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("a deterministic training computes on 1 thread, but threads is 2. Leave out"
                        + " --threads, or leave out --deterministic");
    }

    /**
     * The article's layers are large enough for measuring; in 32 bits Winograd's way wins on some of them everywhere.
     */
    @Test
    void onlyADeterministicRunChoosesAlgorithmsWithoutMeasuring() {
        assertThat(chosen(folder.resolve("measured"))).anyMatch(label -> label.startsWith("winograd-"));
        assertThat(chosen(folder.resolve("deterministic"), "--deterministic")).containsOnly("direct");
    }

    /** The first checkpoint is written before the first step. */
    private static final class EndBeforeTheFirstStep implements Callback {
        @Override
        public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
            throw new CancellationException("what is asked for is known");
        }
    }

    /** The algorithms that a training of the article's network chooses. */
    private static List<String> chosen(Path run, Object... options) {
        List<Object> words = new ArrayList<>(List.of(
                "--data", csv, "--architecture", "article", "--precision", "fp32", "--epochs", 1, "--out", run));
        words.addAll(List.of(options));
        try (Experiment experiment = OpenedTraining.of(words.toArray())) {
            assertThatThrownBy(() -> experiment.run(List.of(new EndBeforeTheFirstStep()), JudgingWatch.NONE))
                    .isInstanceOf(CancellationException.class);
        }
        return RunConfig.read(run.resolve("config.json")).convolutions().orElseThrow().choices().values().stream()
                .flatMap(choice -> Stream.of(choice.forward(), choice.kernelGradient(), choice.inputGradient()))
                .toList();
    }
}
