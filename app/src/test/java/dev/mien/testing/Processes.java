package dev.mien.testing;

import dev.mien.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Mien in a process of its own. */
public final class Processes {
    private Processes() {}

    /** The words of a command that runs Mien with these arguments. */
    public static List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                nativeAccess(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** The launcher's option. Java 24 and later warn without it. */
    private static String nativeAccess() {
        Path options = Path.of("..", "app", "src", "main", "launcher", "java.options");
        try (Stream<String> lines = Files.lines(options)) {
            return lines.filter(line -> line.startsWith("--enable-native"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts Mien; what it prints, errors too, goes to the file. */
    public static Process start(Path log, Object... arguments) throws IOException {
        return start(log, command(arguments));
    }

    public static Process start(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
