package dev.mien.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders for temporary files that ONNX Runtime makes at each start, and that a killed program leaves. A folder may
 * hold the native library, 24 MB.
 */
final class OnnxLeftovers {
    private static final String PREFIX = "onnxruntime-java";

    /** ONNX Runtime fills its folder at once, and a program maps the library before it works. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Path PROCESSES = Path.of("/proc");

    private OnnxLeftovers() {}

    /** Deletes the folders of this user that no process uses. Where processes cannot be seen, it deletes empty ones. */
    static void discard(Path temporary) {
        try (Stream<Path> found = Files.list(temporary)) {
            List<Path> folders = found.filter(OnnxLeftovers::isLeftLongAgo).toList();
            if (!folders.isEmpty()) {
                String maps = maps();
                folders.stream()
                        .filter(folder -> !maps.contains(folder.toString()))
                        .forEach(folder -> discard(folder, !maps.isEmpty()));
            }
        } catch (IOException | UncheckedIOException e) {
            // they only take space
        }
    }

    private static boolean isLeftLongAgo(Path folder) {
        try {
            return String.valueOf(folder.getFileName()).matches(PREFIX + "\\d+")
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.isWritable(folder)
                    && Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(Instant.now().minus(SOON));
        } catch (IOException e) {
            return false;
        }
    }

    /** The files that processes have mapped, as far as this user may see them. */
    private static String maps() throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return "";
        }
        StringBuilder maps = new StringBuilder();
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            processes
                    .filter(process -> String.valueOf(process.getFileName()).matches("\\d+"))
                    .forEach(process -> append(process.resolve("maps"), maps));
        }
        return maps.toString();
    }

    private static void append(Path file, StringBuilder maps) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.contains(PREFIX))
                    .forEach(line -> maps.append(line).append('\n'));
        } catch (IOException | UncheckedIOException e) {
            // another user's process, or one that has ended
        }
    }

    private static void discard(Path folder, boolean sees) {
        try (Stream<Path> files = sees ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // as above
        }
    }
}
