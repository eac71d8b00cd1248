package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small checkout with the launcher, and scripts in the place of Java and Maven that write down how they were called.
 */
final class LauncherTree {
    private static final Path CHECKOUT = Path.of("..");
    private static final Path SETTINGS = Path.of("app", "src", "main", "launcher");
    private static final Set<String> SET_BY_USERS =
            Set.of("MIEN_JAVA_OPTIONS", "OPENBLAS_NUM_THREADS", "GOMP_SPINCOUNT");
    private static final String MAVEN = """
            #!/bin/sh
            echo "build" >>"$CALLS"
            [ -z "${SLOW:-}" ] || sleep 1
            mkdir -p app/target/lib
            echo jar >app/target/mien-app.jar
            echo jar >app/target/lib/mien-core.jar
            [ -f app/target/lib/library.jar ] || echo library >app/target/lib/library.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "$@" >>"$CALLS"
            for word in "$@"; do
              case $word in
                -XX:ArchiveClassesAtExit=*) [ -n "${NO_ARCHIVE:-}" ] || echo classes >"${word#*=}"; exit 0 ;;
                --version) exit 0 ;;
              esac
            done
            printf '%s\\n' "$@" >"$CALLS.words"
            env >"$CALLS.environment"
            echo answer
            exit 7
            """;

    private final Path folder;
    private final Path home;
    private final Path calls;
    private final Path temporary;

    /** What a process came to. */
    record Answer(int exit, String output, String errors) {}

    /** @param folder an empty one */
    LauncherTree(Path folder) throws IOException {
        this.folder = folder;
        home = Files.createDirectories(folder.resolve("a tree"));
        calls = Files.createFile(folder.resolve("calls"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        copy(Path.of("mien"));
        copy(SETTINGS);
        for (String module : List.of("core", "recognition", "training", "app")) {
            write(home.resolve(module).resolve("src/main/Some.java"), "source");
        }
        write(home.resolve("pom.xml"), "project");
        maven(MAVEN);
        java("first", "17.0.1");
    }

    /** Takes a file or a folder of the real checkout, without what was built in it. */
    void copy(Path part) throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT.resolve(part))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of("target", "runs", "__pycache__").noneMatch(name -> below(file, name)))
                    .forEach(this::copyFile);
        }
    }

    private static boolean below(Path file, String name) {
        return file.toString().contains("/" + name + "/");
    }

    private void copyFile(Path file) {
        Path target = home.resolve(CHECKOUT.relativize(file));
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Path target() {
        return home.resolve("app/target");
    }

    Path temporary() {
        return temporary;
    }

    /** A JDK whose java is the script; any of the same name before is replaced. */
    Path java(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    void maven(String text) throws IOException {
        tool("mvn", text);
    }

    /** A script that processes find under this name. */
    void tool(String name, String text) throws IOException {
        script(folder.resolve("tools").resolve(name), text);
    }

    Answer run(ProcessBuilder process) throws IOException, InterruptedException {
        int exit = process.start().waitFor();
        return new Answer(exit, Files.readString(folder.resolve("output")), errors());
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    /** A command that finds the scripts, with variables of its own: names and values in turn. */
    ProcessBuilder process(List<String> command, String... environment) {
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        Map<String, String> variables = process.environment();
        variables.keySet().removeAll(SET_BY_USERS);
        variables.put("CALLS", calls.toString());
        variables.put("TMPDIR", temporary.toString());
        variables.put("JAVA_HOME", folder.resolve("first").toString());
        variables.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return process;
    }

    /** Each start of Maven as {@code build} and each start of Java with its arguments. */
    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    /** The arguments of Java's last start, archives and {@code --version} aside. */
    List<String> words() throws IOException {
        return Files.readAllLines(calls.resolveSibling("calls.words"));
    }

    /** The variables of that start. */
    Map<String, String> variables() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(calls.resolveSibling("calls.environment"))) {
            String[] parts = line.split("=", 2);
            variables.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return variables;
    }

    static void script(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
