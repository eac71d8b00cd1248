package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.PeopleTable;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of people. It is written again every few seconds while files are read, so that an interrupted run leaves
 * what it has found.
 */
final class PeopleFile {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final LinePace pace = new LinePace(BETWEEN, System::nanoTime);

    /** A table that has no line yet. */
    PeopleFile(Path file) {
        this.file = file;
    }

    /**
     * Keeps the lines that an earlier run has written, except of files that could not be read.
     *
     * @throws InvalidInputException if the file has other columns
     */
    void keep() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            String text = Files.readString(file);
            if (!text.startsWith(PeopleTable.header())) {
                throw new InvalidInputException(
                        file + " has other columns than a summary of this version: give another file to --summary");
            }
            PeopleTable.read(text.substring(PeopleTable.header().length()))
                    .forEach((name, earlier) -> lines.merge(name, earlier, String::concat));
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }

    /** Whether it has the lines of a file. */
    boolean has(String name) {
        return lines.containsKey(name);
    }

    /** Takes the lines of a file. */
    void put(String name, String text) {
        lines.put(name, text);
        if (pace.isDue()) {
            write();
        }
    }

    /** Writes the table. */
    void write() {
        AtomicFile.writeWithFolder(file, PeopleTable.header() + String.join("", lines.values()));
    }
}
