package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.experiment.Experiment;
import dev.mien.io.WriteFailedException;
import dev.mien.judging.JudgingWatch;
import dev.mien.nn.Weights;
import dev.mien.testing.Fer2013Files;
import dev.mien.testing.FileServer;
import dev.mien.testing.Processes;
import dev.mien.training.Callback;
import dev.mien.training.EpochResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Disks that fill up, turn read-only or lose the run folder under a training. The disks are real: memory file systems
 * in a mount namespace of their own, which Linux gives to every user where it is so configured; elsewhere those tests
 * are skipped.
 */
class DiskTest {
    private static final int EPOCHS = 40;

    @TempDir
    private static Path shared;

    private static Path csv;
    private static boolean namespaces;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        csv = Fer2013Files.write(shared.resolve("faces.csv"), 280);
        namespaces = isLinux()
                && inNamespace(shared, "mount -t tmpfs none \"$1\"", Files.createDirectory(shared.resolve("probe")))
                        == 0;
    }

    private static boolean isLinux() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    /** Runs a shell script where it may mount; its first argument is a folder, the others a command. */
    private static int inNamespace(Path logs, String script, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try {
            Process process = Processes.start(logs.resolve("namespace.txt"), command);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    /** What follows {@code mien train}. */
    private static Object[] train(Path run, int epochs) {
        return new Object[] {
            "--data",
            csv,
            "--architecture",
            "small",
            "--epochs",
            epochs,
            "--patience",
            epochs,
            "--threads",
            1,
            "--out",
            run
        };
    }

    /**
     * The steps that the namespace tests share: a small disk at $1, a training on it, the disk spoiled after two
     * epochs, and what is left copied to $2.
     *
     * @param size of the disk, as mount takes it
     * @param spoil a command of the shell
     */
    private static String script(String size, String spoil) {
        return String.join(
                "\n",
                "disk=$1; left=$2; shift 2",
                "mount -t tmpfs -o size=" + size + " none \"$disk\" || exit 90",
                "\"$@\" >\"$left/train.txt\" 2>&1 &",
                "pid=$!",
                "while kill -0 $pid 2>/dev/null && [ \"$(wc -l <\"$disk/run/history.csv\" 2>/dev/null || echo 0)\""
                        + " -lt 3 ]; do sleep 0.05; done",
                spoil,
                "wait $pid; echo $? >\"$left/code.txt\"",
                "cp -r \"$disk/run\" \"$left/run\" || exit 91",
                "exit 0");
    }

    /** Whole files only, both checkpoints among them, and a run that goes on. */
    private void requireResumable() throws IOException {
        assertThat(folder.resolve("left/code.txt")).hasContent("1");
        Path run = folder.resolve("left/run");
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("config.json", "checkpoint.safetensors", "checkpoint-previous.safetensors")
                    .noneMatch(name -> name.endsWith(".part"));
        }
        int epochs = Files.readAllLines(run.resolve("history.csv")).size() + 1;
        assertThat(goOn(run, true, epochs - 1)).isEqualTo(epochs - 1);
        assertThat(goOn(run, false, epochs)).isEqualTo(epochs);
        assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(epochs + 1);
    }

    /** Resumes a run, and does not judge it. Returns how many epochs it has then. */
    private static int goOn(Path run, boolean fromPrevious, int epochs) {
        Experiment.Extension longer = new Experiment.Extension(Optional.of(epochs), Optional.empty());
        try (Experiment experiment = Experiment.reopen(run, longer, fromPrevious)) {
            return experiment.run(List.of(), JudgingWatch.NONE).epochs().size();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 600})
    void aDiskThatFillsUpEndsTheRunWithItsLastCheckpointsWhole(int leftKib) throws IOException, InterruptedException {
        requireResumableAfterFilling(leftKib);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 900})
    @Tag("thorough")
    void howeverLittleIsLeftTheLastCheckpointsAreWhole(int leftKib) throws IOException, InterruptedException {
        requireResumableAfterFilling(leftKib);
    }

    private void requireResumableAfterFilling(int leftKib) throws IOException, InterruptedException {
        assumeTrue(namespaces, "no mount namespaces here");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createDirectory(folder.resolve("left"));
        assertThat(run(script("64m", filledTo(leftKib)), disk, EPOCHS)).isZero();
        assertThat(Files.readString(folder.resolve("left/train.txt")))
                .containsPattern("mien: cannot write .*/disk/run/[a-z.-]+: No space left on device")
                .containsPattern("it needs [0-9,]+ bytes, and its disk has [0-9,]+ bytes left")
                .contains("The last checkpoint is kept. Run './mien train --resume " + disk.resolve("run") + "'");
        requireResumable();
    }

    /** Weights and checkpoints find room, which needs 3.8 MB while the last one is written, and the report does not. */
    @Test
    void aDiskTooSmallForTheReportLeavesATrainedRun() throws IOException, InterruptedException {
        assumeTrue(namespaces, "no mount namespaces here");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createDirectory(folder.resolve("left"));
        assertThat(run(script("4300k", "true"), disk, 2)).isZero();
        assertThat(Files.readString(folder.resolve("left/train.txt")))
                .contains("No space left on device")
                .contains("The training has ended and its weights are kept. Run './mien report " + disk.resolve("run"));
        mien("report", folder.resolve("left/run")).requireDone();
    }

    /** The shell's words that leave so much of the disk. */
    private static String filledTo(int leftKib) {
        return "dd if=/dev/zero of=\"$disk/filler\" bs=1024 count=\"$(( $(df -k --output=avail \"$disk\" | tail -n 1)"
                + " - "
                + leftKib + " ))\" 2>/dev/null";
    }

    @Test
    void aDiskThatTurnsReadOnlyEndsTheRunWithItsLastCheckpointsWhole() throws IOException, InterruptedException {
        assumeTrue(namespaces, "no mount namespaces here");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createDirectory(folder.resolve("left"));
        String spoil = "mount --bind \"$disk\" \"$disk\" && mount -o remount,ro,bind \"$disk\"";
        assertThat(run(script("64m", spoil), disk, EPOCHS)).isZero();
        assertThat(Files.readString(folder.resolve("left/train.txt")))
                .containsPattern("mien: cannot write .*/disk/run/[a-z.-]+: Read-only file system")
                .contains("The last checkpoint is kept. Run './mien train --resume " + disk.resolve("run") + "'");
        requireResumable();
    }

    @Test
    void aDownloadThatItsDiskHasNoRoomForSaysWhatItNeeds() throws IOException, InterruptedException {
        assumeTrue(namespaces, "no mount namespaces here");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path log = folder.resolve("download.txt");
        String script =
                "disk=$1; log=$2; shift 2; mount -t tmpfs -o size=1m none \"$disk\" || exit 90; \"$@\" >\"$log\" 2>&1";
        try (FileServer server = new FileServer()) {
            server.with("/api/v1/datasets/download/msambare/fer2013", new byte[3_000_000]);
            List<Object> arguments = new ArrayList<>(List.of(disk, log));
            arguments.addAll(Processes.command(
                    "data",
                    "download",
                    "fer2013",
                    "--from",
                    "kaggle",
                    "--mirror",
                    server.address(""),
                    "--out",
                    disk.resolve("faces.csv")));
            assertThat(inNamespace(folder, script, arguments.toArray())).isEqualTo(1);
        }
        assertThat(Files.readString(log))
                .containsPattern("mien: cannot write .*/faces.csv.kaggle/fer2013.zip.part: no space left on its disk")
                .contains("it needs 3,000,000 more bytes")
                .contains("Choose another value for --out");
    }

    private int run(String script, Path disk, int epochs) throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of(disk, folder.resolve("left")));
        arguments.addAll(Processes.command("train"));
        Collections.addAll(arguments, train(disk.resolve("run"), epochs));
        return inNamespace(folder, script, arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunFolderThatGoesAwayEndsTheRunAndIsNotMadeAgain(boolean replaced) throws IOException {
        Path run = folder.resolve("run");
        Path aside = folder.resolve("aside");
        try (Experiment experiment = OpenedTraining.of(train(run, EPOCHS))) {
            assertThatThrownBy(() -> experiment.run(
                            List.of(afterTwoEpochs(() -> putAside(run, aside, replaced))), JudgingWatch.NONE))
                    .isInstanceOf(WriteFailedException.class)
                    .hasMessageContaining("cannot write")
                    .hasMessageContaining(run.toString())
                    .hasMessageContaining("Resume the run: " + run);
        }
        assertThat(Files.isDirectory(run)).isFalse();
        int epochs = Files.readAllLines(aside.resolve("history.csv")).size();
        assertThat(goOn(aside, false, epochs)).isEqualTo(epochs);
    }

    private static Callback afterTwoEpochs(Runnable deed) {
        return new Callback() {
            @Override
            public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
                if (result.epoch() == 2) {
                    deed.run();
                }
                return Verdict.CONTINUE;
            }
        };
    }

    private static void putAside(Path run, Path aside, boolean replaced) {
        try {
            Files.move(run, aside);
            if (replaced) {
                Files.writeString(run, "a file");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
