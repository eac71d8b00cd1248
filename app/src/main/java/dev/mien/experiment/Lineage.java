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

    /** The models that a run learned from. */
    static Stream<Path> sources(RunConfig config) {
        return Stream.concat(
                config.data().teachers().stream().map(teacher -> Path.of(teacher.path())),
                config.initialWeights().map(Path::of).stream());
    }
}
