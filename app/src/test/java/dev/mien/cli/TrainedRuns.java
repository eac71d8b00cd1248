package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import dev.mien.run.RunData;
import dev.mien.testing.Fer2013Files;
import dev.mien.training.RunConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs of the small recipe on drawn faces, which tests share. A run is trained when the first test of this JVM asks for
 * it. No test may change it: a test that needs to takes a {@link #copy}.
 */
final class TrainedRuns {
    /** How many faces there are; all stand in the Training part, and each run divides them by its seed. */
    static final int FACES = 420;

    private static final Path FOLDER = temporary();
    private static final Map<String, List<String>> STATES = new HashMap<>();

    private TrainedRuns() {}

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("mien-trained-runs");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            Fer2013Files.write(folder.resolve("faces.csv"), FACES);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CSV that the runs learned from. */
    static Path faces() {
        return FOLDER.resolve("faces.csv");
    }

    /** Three epochs in batches of 32, by the seed 42. */
    static Path first() {
        return run("first", 3, 42, 32);
    }

    /** One epoch in batches of 16, by the same seed and so with the same division. */
    static Path second() {
        return run("second", 1, 42, 16);
    }

    /** One epoch by the seed 7, and so with another division. */
    static Path otherSeed() {
        return run("other", 1, 7, 32);
    }

    private static synchronized Path run(String name, int epochs, int seed, int batch) {
        Path run = FOLDER.resolve(name);
        if (!STATES.containsKey(name)) {
            train(run, epochs, seed, batch);
            STATES.put(name, state(run));
        }
        assertThat(state(run)).as("no test may change a run that all share").isEqualTo(STATES.get(name));
        return run;
    }

    /** Names, sizes and times of all files. */
    private static List<String> state(Path run) {
        try (Stream<Path> files = Files.walk(run)) {
            List<String> state = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void train(Path run, int epochs, int seed, int batch) {
        CommandResult.mien(
                        "train",
                        "--data",
                        faces(),
                        "--recipe",
                        "small",
                        "--epochs",
                        epochs,
                        "--seed",
                        seed,
                        "--batch",
                        batch,
                        "--out",
                        run)
                .requireDone();
    }

    /**
     * The lines of a CSV of 60 faces that no run has seen. The last 30 stand in PublicTest, and five of those are
     * replaced by faces that the first two runs trained on.
     *
     * @param firstCopy the line of the first of the five
     */
    static List<String> othersWithFiveTrainingRows(int firstCopy) throws IOException {
        Path others = Files.createTempFile(FOLDER, "others", ".csv");
        List<String> lines = new ArrayList<>(
                Files.readAllLines(Fer2013Files.writeOthers(others, 60, i -> i < 30 ? "Training" : "PublicTest")));
        List<String> seen = Files.readAllLines(faces());
        Dataset trained =
                RunData.read(RunConfig.read(first().resolve("config.json"))).train();
        for (int copy = 0; copy < 5; copy++) {
            lines.set(firstCopy + copy, seen.get(1 + trained.row(copy)).replace("Training", "PublicTest"));
        }
        return lines;
    }

    /** A copy that a test may change. */
    static Path copy(Path run, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(run.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("cannot remove " + folder + ": " + e);
        }
    }
}
