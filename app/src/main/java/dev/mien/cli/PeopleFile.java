package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.answer.PeopleTable;
import dev.mien.batch.PictureAnswer;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.video.VideoSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of people. It is written again every few seconds while files are read, so that an interrupted run leaves
 * what it has found.
 */
final class PeopleFile {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private Optional<String> kept = Optional.empty();
    private LabelSet labels = LabelSet.FER2013;
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
            String header = PeopleTable.header(text).orElseThrow(this::otherColumns);
            kept = Optional.of(header);
            PeopleTable.read(header, text.substring(header.length()))
                    .forEach((name, earlier) -> lines.merge(name, earlier, String::concat));
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }

    /**
     * Tells the classes of the model.
     *
     * @throws InvalidInputException if the lines that were kept have other columns
     */
    void begin(LabelSet ofModel) {
        labels = ofModel;
        if (kept.isPresent() && !kept.get().equals(PeopleTable.header(labels))) {
            throw otherColumns();
        }
    }

    private InvalidInputException otherColumns() {
        return new InvalidInputException(file
                + " has other columns than a summary of this version and of this model: give another file to"
                + " --summary");
    }

    /** Whether it has the lines of a file. */
    boolean has(String name) {
        return lines.containsKey(name);
    }

    /** Takes the answer of a photo. */
    void put(PictureAnswer answer) {
        put(answer.source().file(), PeopleTable.of(answer, labels));
    }

    /** Takes the people of a video. */
    void put(String name, VideoSummary summary) {
        put(name, PeopleTable.of(name, summary, labels));
    }

    private void put(String name, String text) {
        lines.put(name, text);
        if (pace.isDue()) {
            write();
        }
    }

    /** Writes the table. */
    void write() {
        AtomicFile.writeWithFolder(
                file, kept.orElseGet(() -> PeopleTable.header(labels)) + String.join("", lines.values()));
    }
}
