package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the checkout, built with Maven as for a release, and a local repository that holds what came of it. */
final class ReleaseBuild implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("..");

    /** Maven resets a terminal's colours even where it prints none. */
    private static final String RESET = "\u001B[0m";

    private static final Set<String> LEFT_OUT = Set.of("target", "runs", "benchmarks", "test", "fixtures", "golden");

    private final Path folder;
    private final Path sources;
    private final Path repository;

    /** @param folder an empty one */
    ReleaseBuild(Path folder) throws IOException {
        this.folder = folder;
        sources = folder.resolve("checkout");
        repository = Files.createDirectories(folder.resolve("repository"));
    }

    /** What a process came to. */
    record Answer(int exit, String output, String errors) {}

    /** Builds the zip and installs the modules. */
    void install() throws IOException, InterruptedException {
        copyCheckout();
        linkRepository();
        maven(sources, "-Pquick,dist", "install");
    }

    Path sources() {
        return sources;
    }

    Path zip() throws IOException {
        try (Stream<Path> files = Files.list(sources.resolve("app/target"))) {
            List<Path> zips =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            assertThat(zips).hasSize(1);
            return zips.get(0);
        }
    }

    /** Runs Maven with the repository of this build and says what it printed. */
    String maven(Path project, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", "-Dmaven.repo.local=" + repository));
        command.addAll(Arrays.asList(arguments));
        Map<String, String> variables = new TreeMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        Answer answer = run(command, project, variables);
        assertThat(answer.exit()).as(answer.output() + answer.errors()).isZero();
        return answer.output().replace(RESET, "");
    }

    /** Runs a command with variables of its own beside those of this process, and waits for its end. */
    Answer run(List<String> command, Path directory, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        process.environment().keySet().removeAll(Set.of("MAVEN_OPTS", "MIEN_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        process.environment().putAll(variables);
        int exit = process.start().waitFor();
        return new Answer(exit, Files.readString(output), Files.readString(errors));
    }

    /** Without tests and without what was built. */
    private void copyCheckout() throws IOException {
        Files.walkFileTree(CHECKOUT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                String name = String.valueOf(directory.getFileName());
                boolean hidden = name.startsWith(".") && !Set.of("..", ".mvn").contains(name);
                if (hidden || LEFT_OUT.contains(name)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(sources.resolve(CHECKOUT.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = sources.resolve(CHECKOUT.relativize(file));
                if (attributes.isRegularFile() && !Files.isSymbolicLink(file)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Links to everything in the user's repository but Mien, so that nothing is fetched again and nothing of Mien gets
     * in.
     */
    private void linkRepository() throws IOException {
        Path usual = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Path users = Path.of(System.getProperty("localRepository", usual.toString()));
        link(users, repository, "dev");
        Path own = Files.createDirectories(repository.resolve("dev"));
        if (Files.isDirectory(users.resolve("dev"))) {
            link(users.resolve("dev"), own, "mien");
        }
    }

    /** Removes the links, so that whoever removes the folder cannot follow one. */
    @Override
    public void close() throws IOException {
        for (Path parent : List.of(repository, repository.resolve("dev"))) {
            if (!Files.isDirectory(parent)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(parent)) {
                for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    private static void link(Path from, Path to, String leftOut) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(leftOut)) {
                    Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
                }
            }
        }
    }
}
