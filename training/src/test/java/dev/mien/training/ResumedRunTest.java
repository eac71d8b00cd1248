package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerState;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedRunTest {
    private static final ModelArchitecture SMALL = Architectures.named("small");
    private static final Weights WEIGHTS = Weights.initial(SMALL, 1);
    private static final List<String> NAMES =
            List.of(HistoryCsv.NAME, ModelFile.BEST, Checkpoint.NAME, Checkpoint.PREVIOUS);

    @TempDir
    private Path folder;

    private static History history(int epochs) {
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            results.add(new EpochResult(epoch, 1, 0.5, 1, 0.1 * epoch, 1e-3, 1, 100));
        }
        return new History(results);
    }

    private static Checkpoint checkpoint(int epochs) {
        float[] moments = new float[SMALL.trainableCount()];
        return new Checkpoint(history(epochs), WEIGHTS, new OptimizerState(epochs, moments, moments, new float[0]));
    }

    private static void best(Path run, int epoch) {
        new ModelFile(SMALL, Scaling.UNIT, WEIGHTS, Map.of(ModelFile.EPOCH, Integer.toString(epoch)))
                .write(run.resolve(ModelFile.BEST));
    }

    /** The files of a run after so many epochs. */
    private Path run(String name, int epochs) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        checkpoint(epochs - 1).write(run, SMALL);
        checkpoint(epochs).write(run, SMALL);
        best(run, epochs);
        HistoryCsv.write(run.resolve(HistoryCsv.NAME), history(epochs));
        return run;
    }

    private static void reopen(Path run) {
        ResumedRun.requireNothingLost(new RunFolder(run), Checkpoint.read(run, SMALL, false));
    }

    /** Whatever is missing, a run goes on only with its checkpoint and its best weights, or from nothing at all. */
    @Test
    void noSubsetOfARunsFilesLosesTheBestWeights() throws IOException {
        for (int subset = 0; subset < 1 << NAMES.size(); subset++) {
            Path run = run("run" + subset, 3);
            Set<String> kept = new TreeSet<>();
            for (int i = 0; i < NAMES.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    kept.add(NAMES.get(i));
                } else {
                    Files.delete(run.resolve(NAMES.get(i)));
                }
            }
            boolean hasCheckpoint = kept.contains(Checkpoint.NAME) || kept.contains(Checkpoint.PREVIOUS);
            if (kept.isEmpty() || hasCheckpoint && kept.contains(ModelFile.BEST)) {
                reopen(run);
            } else {
                assertThatThrownBy(() -> reopen(run)).as(kept.toString()).isInstanceOf(InvalidInputException.class);
            }
            assertThat(run.toFile().list()).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    @Test
    void theChoicesAreNamed() throws IOException {
        Path run = run("run", 2);
        Files.delete(run.resolve(Checkpoint.NAME));
        Files.delete(run.resolve(Checkpoint.PREVIOUS));
        assertThatThrownBy(() -> reopen(run))
                .hasMessage(run + " has no checkpoint, only best.safetensors: checkpoint.safetensors and"
                        + " checkpoint-previous.safetensors are missing. The run would begin at its first epoch and"
                        + " replace what it has reached. Put the checkpoint back. Judge the run again: " + run
                        + ", or start a training from its weights: " + run);
        Files.delete(run.resolve(ModelFile.BEST));
        assertThatThrownBy(() -> reopen(run)).hasMessageContaining("has no checkpoint, only history.csv: ");
    }

    @Test
    void lostDamagedOrLaterBestWeightsAreNamed() throws IOException {
        Path run = run("run", 2);
        Path best = run.resolve(ModelFile.BEST);
        best(run, 9);
        assertThatThrownBy(() -> reopen(run))
                .hasMessageStartingWith(best + " holds the weights of epoch 9, but the checkpoint was written after"
                        + " epoch 2, so going on would replace them. Put the checkpoint of the same time back. ");
        byte[] bytes = Files.readAllBytes(best);
        bytes[bytes.length - 9] ^= 1;
        Files.write(best, bytes);
        assertThatThrownBy(() -> reopen(run)).hasMessageContaining(best + " is damaged");
        Files.delete(best);
        assertThatThrownBy(() -> reopen(run))
                .hasMessageStartingWith(best + " is missing: the run has finished 2 epochs");
    }

    @Test
    void aRunBeforeItsFirstEpochHasNothingToLose() {
        ResumedRun.requireNothingLost(new RunFolder(folder), Optional.empty());
        ResumedRun.requireNothingLost(new RunFolder(folder), Optional.of(checkpoint(0)));
        assertThat(folder).isEmptyDirectory();
    }
}
