package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.engine.OptimizerState;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Parameter;
import dev.mien.nn.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state between two epochs from which a training goes on. All random numbers are pure functions of the seed and of
 * the position in the training. The state of the callbacks follows from the history. So nothing else needs to be kept.
 *
 * @param history the finished epochs
 * @param weights the latest weights, which may not be the best
 * @param optimizer the state of the optimizer
 */
public record Checkpoint(History history, Weights weights, OptimizerState optimizer) {
    /** Name of the file in a run folder. */
    public static final String NAME = "checkpoint.safetensors";

    /** Name of the file with the checkpoint before it. */
    public static final String PREVIOUS = "checkpoint-previous.safetensors";

    /** Name of a new checkpoint until it is moved to its place. */
    static final String NEXT = "checkpoint-next.safetensors";

    private static final String FIRST = "optimizer.first";
    private static final String SECOND = "optimizer.second";
    private static final String AVERAGE = "optimizer.average";
    private static final String STEPS = "optimizer_steps";
    private static final String HISTORY = "history";

    /** Writes the checkpoint into a run folder. The one before stays as {@value #PREVIOUS}. */
    public void write(Path folder, ModelArchitecture architecture) {
        Map<String, Safetensors.Array> arrays = new LinkedHashMap<>();
        for (ModelArchitecture.Node node : architecture.nodes()) {
            for (Parameter parameter : node.parameters()) {
                String name = node.qualified(parameter);
                arrays.put(name, new Safetensors.Array(parameter.shape(), weights.get(name)));
            }
        }
        arrays.put(FIRST, vector(optimizer.first()));
        arrays.put(SECOND, vector(optimizer.second()));
        if (optimizer.average().length > 0) {
            arrays.put(AVERAGE, vector(optimizer.average()));
        }
        Map<String, String> text = Map.of(STEPS, Long.toString(optimizer.steps()), HISTORY, HistoryCsv.text(history));
        Path file = folder.resolve(NAME);
        Path beside = folder.resolve(NEXT);
        Safetensors.write(beside, new Safetensors.Content(arrays, text));
        try {
            if (Files.exists(file)) {
                Files.move(file, folder.resolve(PREVIOUS), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new WriteFailedException("cannot write " + file + ": " + FailureReason.of(e), e);
        }
    }

    private static Safetensors.Array vector(float[] values) {
        return new Safetensors.Array(List.of(values.length), values);
    }

    /**
     * Reads the newest checkpoint of a run folder. The result is empty if the run has no checkpoint yet.
     *
     * @param previous whether to read the checkpoint before the newest instead
     * @throws InvalidInputException if the checkpoint is damaged; the remedy offers the older one if that is whole
     */
    public static Optional<Checkpoint> read(Path folder, ModelArchitecture architecture, boolean previous) {
        Path older = folder.resolve(PREVIOUS);
        Path newest = folder.resolve(NAME);
        if (previous && !Files.exists(older)) {
            throw new InvalidInputException(
                    folder + " has no checkpoint before its last", Remedy.without(Remedy.Setting.PREVIOUS_CHECKPOINT));
        }
        if (previous) {
            return Optional.of(parse(older, architecture));
        }
        if (!Files.exists(newest)) {
            return Files.exists(older) ? Optional.of(parse(older, architecture)) : Optional.empty();
        }
        try {
            return Optional.of(parse(newest, architecture));
        } catch (InvalidInputException e) {
            throw isWhole(older, architecture)
                    ? new InvalidInputException(
                            e.problem() + ". The checkpoint before it is whole",
                            Remedy.turnOn(Remedy.Setting.PREVIOUS_CHECKPOINT),
                            e)
                    : e;
        }
    }

    /** Replaces the newest checkpoint by the one before it. The newest one is lost. */
    public static void goBack(Path folder) {
        try {
            Files.move(folder.resolve(PREVIOUS), folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot put " + folder.resolve(PREVIOUS) + " in the place of " + NAME + ": " + FailureReason.of(e),
                    e);
        }
    }

    /**
     * Compares a run's history file with its newest checkpoint. The checksum of the checkpoint covers the history. The
     * file may be one epoch ahead, because it is written first.
     *
     * @throws InvalidInputException if they disagree; the message names the file
     */
    public static void requireAgrees(RunFolder folder, ModelArchitecture architecture, History found) {
        Optional<Checkpoint> checkpoint = read(folder.path(), architecture, false);
        if (checkpoint.isEmpty()) {
            return;
        }
        List<EpochResult> sure = checkpoint.get().history().epochs();
        int epochs = found.epochs().size();
        boolean fits = epochs == sure.size() || epochs == sure.size() + 1;
        if (!fits || !found.epochs().subList(0, sure.size()).equals(sure)) {
            throw new InvalidInputException(
                    folder.history() + " is damaged: it differs from the history that " + NAME + " holds",
                    Remedy.to(Remedy.Action.RESUME, folder.path()));
        }
    }

    private static boolean isWhole(Path file, ModelArchitecture architecture) {
        try {
            parse(file, architecture);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static Checkpoint parse(Path file, ModelArchitecture architecture) {
        Safetensors.Content content = Safetensors.read(file);
        Map<String, float[]> values = new LinkedHashMap<>();
        content.arrays().forEach((name, array) -> values.put(name, array.values()));
        float[] first = take(file, values, FIRST, architecture, architecture.trainableCount());
        float[] second = take(file, values, SECOND, architecture, architecture.trainableCount());
        float[] average = values.containsKey(AVERAGE)
                ? take(file, values, AVERAGE, architecture, architecture.parameterCount())
                : new float[0];
        Weights weights = new Weights(values);
        weights.requireFit(architecture, file.toString());
        weights.requireFinite(file.toString());
        History history = HistoryCsv.parse(
                file, content.text().getOrDefault(HISTORY, "").lines().toList());
        return new Checkpoint(history, weights, new OptimizerState(steps(file, content), first, second, average));
    }

    private static float[] take(
            Path file, Map<String, float[]> values, String name, ModelArchitecture architecture, int expected) {
        float[] array = values.remove(name);
        if (array == null || array.length != expected) {
            throw new InvalidInputException(file + " is no checkpoint of a training of '" + architecture.name()
                    + "': '" + name + "' has " + (array == null ? "no" : String.valueOf(array.length))
                    + " values, expected " + expected);
        }
        return array;
    }

    private static long steps(Path file, Safetensors.Content content) {
        try {
            return Long.parseLong(content.text().getOrDefault(STEPS, ""));
        } catch (NumberFormatException e) {
            throw new InvalidInputException(file + " is no checkpoint: it does not tell its number of steps", e);
        }
    }
}
