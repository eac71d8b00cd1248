package dev.mien.run;

import dev.mien.dataset.SplitPlan;
import dev.mien.model.BundledModel;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ancestors of a model: its own run, its teachers' runs, the run of its initial weights, and their ancestors. */
public final class Lineage {
    private Lineage() {}

    /** Models and all models that they learned from, if they still exist. */
    public static List<Path> of(List<Path> models) {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> waiting = new ArrayDeque<>(models);
        while (!waiting.isEmpty()) {
            Path model = waiting.poll();
            if (found.add(model)) {
                configOf(model)
                        .ifPresent(config ->
                                sources(config).filter(Lineage::isThere).forEach(waiting::add));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Whether two runs certainly trained on the same rows. An official split of all rows does not depend on the seed.
     */
    public static boolean sameRows(RunConfig one, RunConfig other) {
        if (!one.data().sha256().equals(other.data().sha256())
                || one.data().limit() != other.data().limit()) {
            return false;
        }
        boolean official = one.split().method() == SplitPlan.Method.OFFICIAL
                && other.split().method() == SplitPlan.Method.OFFICIAL
                && one.split().groupDuplicates() == other.split().groupDuplicates()
                && one.data().limit() >= one.data().rows();
        return official
                || one.split().equals(other.split())
                        && one.training().computation().seed()
                                == other.training().computation().seed();
    }

    /** Whether a model that a run learned from still exists. */
    public static boolean isThere(Path source) {
        return BundledModel.named(source.toString()).isPresent() || Files.exists(source);
    }

    /** The models that a run learned from. */
    public static Stream<Path> sources(RunConfig config) {
        return Stream.concat(config.data().teachers().stream(), config.initialWeights().stream())
                .map(file -> Path.of(file.path()));
    }

    /**
     * The configuration of the run that a model belongs to; empty for a single file, even if another program's
     * config.json is in its folder.
     */
    public static Optional<RunConfig> configOf(Path model) {
        if (BundledModel.named(model.toString()).isPresent()) {
            return Optional.empty();
        }
        RunFolder folder = RunFolder.ofModel(model);
        Path file = folder.config();
        boolean inRun = Files.isDirectory(model) || Files.exists(folder.best());
        return inRun && Files.exists(file) ? Optional.of(RunConfig.read(file)) : Optional.empty();
    }
}
