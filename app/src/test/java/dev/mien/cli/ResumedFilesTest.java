package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.Fer2013Files;
import dev.mien.training.Checkpoint;
import dev.mien.training.HistoryCsv;
import dev.mien.training.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A trained run loses each subset of the files that it goes on from, and is resumed. The best weights never get worse
 * or vanish, and the history is never cut.
 */
class ResumedFilesTest {
    private static final List<String> FILES =
            List.of(HistoryCsv.NAME, ModelFile.BEST, Checkpoint.NAME, Checkpoint.PREVIOUS);
    private static final int BEST = 1 << 1;
    private static final int CHECKPOINTS = 1 << 2 | 1 << 3;
    private static final int FACES = 210;
    private static final int EPOCHS = 2;

    @TempDir
    private static Path shared;

    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        trained = shared.resolve("trained");
        Path csv = Fer2013Files.write(shared.resolve("faces.csv"), FACES);
        mien(SmallTraining.words(csv, EPOCHS, trained)).requireDone();
    }

    /** The trained run without some of its files. */
    private Path copy(int kept) throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        try (Stream<Path> files = Files.list(trained)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int number = FILES.indexOf(file.getFileName().toString());
                if (number < 0 || (kept >> number & 1) == 1) {
                    Files.copy(file, run.resolve(file.getFileName()));
                }
            }
        }
        return run;
    }

    private static Map<String, Integer> contents(Path run) throws IOException {
        Map<String, Integer> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        contents.remove("run.lock");
        return contents;
    }

    private static double bestLoss(Path run) {
        return Double.parseDouble(
                ModelFile.read(run.resolve(ModelFile.BEST)).details().get("validation_loss"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void aRunLosesNothing(int kept) throws IOException {
        Path run = copy(kept);
        Map<String, Integer> before = contents(run);
        CommandResult result = mien("train", "--resume", run, "--epochs", EPOCHS + 1);
        boolean isComplete = (kept & BEST) != 0 && (kept & CHECKPOINTS) != 0;
        if (isComplete) {
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(SmallTraining.digits(run))
                    .startsWith(SmallTraining.digits(trained).toArray(String[]::new))
                    .hasSize(EPOCHS + 2);
            assertThat(bestLoss(run)).isLessThanOrEqualTo(bestLoss(trained));
        } else if (kept != 0) {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("missing").doesNotContain("\tat ");
            assertThat(contents(run)).isEqualTo(before);
        } else {
            assertThat(result.code())
                    .as("nothing was left to lose: " + result.err())
                    .isZero();
        }
    }

    /** A flipped bit, a hole or a lost end in one of the files that a run goes on from. */
    @Test
    @Tag("thorough")
    void noDamageIsBelieved() throws IOException {
        Path run = copy(15);
        Random random = new Random(11);
        List<String> names = new ArrayList<>(FILES);
        names.add("config.json");
        for (int i = 0; i < 60; i++) {
            Path file = run.resolve(names.get(i % names.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            int place = random.nextInt(whole.length);
            if (i % 3 == 0) {
                damaged = Arrays.copyOf(whole, place);
            } else {
                damaged[place] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            Map<String, Integer> before = contents(run);
            CommandResult result = mien("train", "--resume", run, "--epochs", EPOCHS + 1);
            if (file.endsWith(Checkpoint.PREVIOUS) || file.endsWith(HistoryCsv.NAME) && result.code() == 0) {
                // the older checkpoint is not read, and the newer one holds the history
                assertThat(result.code()).as(result.err()).isZero();
                assertThat(SmallTraining.digits(run))
                        .startsWith(SmallTraining.digits(trained).toArray(String[]::new));
                run = again(run, i);
                continue;
            }
            assertThat(result.code()).as(i + " " + file + " " + result.err()).isEqualTo(2);
            assertThat(result.err()).contains(file.getFileName().toString()).doesNotContain("\tat ");
            assertThat(contents(run)).isEqualTo(before);
            Files.write(file, whole);
        }
    }

    private Path again(Path run, int number) throws IOException {
        Files.move(run, folder.resolve("done" + number));
        return copy(15);
    }
}
