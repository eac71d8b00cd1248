package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Fer2013Files;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before their time, and what --resume makes of them. */
class ResumeTest {
    private static final int KILLS = 20;
    private static final int EPOCHS = 6;
    private static final int LONGEST_MILLIS = 3500;
    private static final int GIVE_UP = 80;

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
        assertThat(MainTest.mien(train(whole)).code()).isZero();
    }

    private static Object[] train(Path out) {
        return new Object[] {
            "train",
            "--data",
            csv,
            "--architecture",
            "small",
            "--epochs",
            EPOCHS,
            "--patience",
            EPOCHS,
            "--batch",
            32,
            "--out",
            out
        };
    }

    /** Half of the kills come after a random time, half at the moment when a checkpoint is being written. */
    @Test
    void aRunThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        SplittableRandom random = new SplittableRandom(20);
        int kills = 0;
        for (int attempt = 0; kills < KILLS; attempt++) {
            assertThat(attempt).as("starts for " + kills + " kills").isLessThan(GIVE_UP);
            if (Files.exists(run.resolve("report.html"))) {
                requireSame(run);
                run = folder.resolve("run" + attempt);
            }
            if (killed(run, attempt % 2 == 0, random.nextInt(LONGEST_MILLIS))) {
                kills++;
            }
        }
        if (Files.exists(run.resolve("config.json"))) {
            assertThat(MainTest.mien("train", "--resume", run).code()).isZero();
            requireSame(run);
        }
    }

    /** Starts or resumes the run in a process of its own; whether that had to be killed. */
    private static boolean killed(Path run, boolean inWriting, int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        boolean resumes = Files.exists(run.resolve("config.json"));
        for (Object word : resumes ? new Object[] {"train", "--resume", run} : train(run)) {
            command.add(word.toString());
        }
        Path log = run.resolveSibling("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
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

    /** Returns when a checkpoint is half written, after letting some others pass. */
    private static void awaitWriting(Process process, Path run, int pass) {
        Path part = run.resolve(".checkpoint-next.safetensors.part");
        int left = pass;
        boolean before = Files.exists(part);
        while (process.isAlive()) {
            boolean now = Files.exists(part);
            if (now && !before && left-- == 0) {
                return;
            }
            before = now;
            LockSupport.parkNanos(50_000);
        }
    }

    private static void requireSame(Path run) throws IOException {
        assertThat(digits(run)).isEqualTo(digits(whole));
        assertThat(run.resolve("best.safetensors")).hasSameBinaryContentAs(whole.resolve("best.safetensors"));
        assertThat(run.resolve("predictions.csv")).hasSameTextualContentAs(whole.resolve("predictions.csv"));
    }

    /** The history without the two columns that measure time. */
    private static List<String> digits(Path run) throws IOException {
        return Files.readAllLines(run.resolve("history.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',', line.lastIndexOf(',') - 1)))
                .toList();
    }

    @Test
    void aFinishedRunTakesMoreEpochsAsIfItHadHadThemFromTheBeginning() throws IOException {
        Path run = folder.resolve("run");
        Object[] shorter = train(run);
        shorter[6] = 2;
        assertThat(MainTest.mien(shorter).code()).isZero();
        MainTest.Result result = MainTest.mien("train", "--resume", run, "--epochs", EPOCHS);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("going on after epoch 2");
        requireSame(run);
        assertThat(MainTest.mien("train", "--resume", run).code()).isZero();
        requireSame(run);
    }

    @Test
    void aDamagedCheckpointIsRefusedByNameAndTheOlderOneOffered() throws IOException {
        Path run = folder.resolve("run");
        assertThat(MainTest.mien(train(run)).code()).isZero();
        Path checkpoint = run.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length - 5] ^= 8;
        Files.write(checkpoint, bytes);
        MainTest.Result refused = MainTest.mien("train", "--resume", run);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(checkpoint.toString())
                .contains("checksum")
                .contains("--from-previous");
        MainTest.Result older = MainTest.mien("train", "--resume", run, "--from-previous");
        assertThat(older.code()).as(older.err()).isZero();
        requireSame(run);
    }

    @Test
    void whatCannotBeResumedIsExplained() throws IOException {
        assertThat(MainTest.mien("train", "--resume", folder.resolve("nothing")).err())
                .contains("there is no run to resume at " + folder.resolve("nothing"));
        assertThat(MainTest.mien("train", "--resume", whole, "--batch", 16).err())
                .contains("cannot be given together with --batch");
        Path data = Fer2013Files.write(folder.resolve("own.csv"), 280);
        Path run = folder.resolve("run");
        MainTest.mien("train", "--data", data, "--architecture", "small", "--epochs", 1, "--out", run);
        Fer2013Files.write(data, 287);
        MainTest.Result changed = MainTest.mien("train", "--resume", run, "--epochs", 2);
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("own.csv has changed since the run began");
    }

    @Test
    void twoTrainingsNeverShareAFolder() throws IOException {
        Path run = folder.resolve("run");
        Object[] one = train(run);
        one[6] = 1;
        assertThat(MainTest.mien(one).code()).isZero();
        try (FileChannel channel = FileChannel.open(run.resolve("run.lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            MainTest.Result result = MainTest.mien("train", "--resume", run, "--epochs", 2);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("another training is at work in " + run);
        }
    }
}
