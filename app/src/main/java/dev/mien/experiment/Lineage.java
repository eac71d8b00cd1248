package dev.mien.experiment;

import dev.mien.training.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a model's knowledge comes from: its own run, its teachers', and that of the weights that it started from, and theirs. */
final class Lineage {
    private Lineage() {}

    /** Models and all that they learned from, as far as it is still there. */
    static List<Path> of(List<Path> models) {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> waiting = new ArrayDeque<>(models);
        while (!waiting.isEmpty()) {
            Path model = waiting.poll();
            if (found.add(model)) {
                JudgedFaces.configOf(model)
                        .ifPresent(
                                config -> sources(config).filter(Files::exists).forEach(waiting::add));
            }
        }
        return List.copyOf(found);
    }

    /**
     * The configurations of those runs behind a run that had its data and divided it in another way, so that other rows of it
     * trained.
     */
    static List<RunConfig> othersOn(RunConfig config) {
        return of(sources(config).filter(Files::exists).toList()).stream()
                .flatMap(model -> JudgedFaces.configOf(model).stream())
                .filter(other -> other.data().sha256().equals(config.data().sha256()))
                .filter(other -> !sameRows(other, config))
                .toList();
    }

    private static boolean sameRows(RunConfig one, RunConfig other) {
        return one.split().equals(other.split())
                && one.data().limit() == other.data().limit()
                && one.training().computation().seed()
                        == other.training().computation().seed();
    }

    /** The models that a run learned from. */
    static Stream<Path> sources(RunConfig config) {
        return Stream.concat(
                config.data().teachers().stream().map(teacher -> Path.of(teacher.path())),
                config.initialWeights().map(Path::of).stream());
    }
}
