package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.MienException;
import dev.mien.testing.FullDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesWhatStoodThereAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("deep/er/file.txt");
        AtomicFile.writeWithFolder(file, "first, and longer");
        AtomicFile.write(file, "second");
        assertThat(file).hasContent("second");
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void aFailureHalfwayLeavesTheOldContentAndNothingElse() throws IOException {
        Path file = folder.resolve("file.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(MienException.class)
                .hasMessage("cannot write " + file
                        + ": No space left on device. Free some space or choose a folder that can be written to");
        assertThat(file).hasContent("old");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void whetherAFileCanBeWrittenIsFoundOutBeforehandAndLeavesNothing() throws IOException {
        Path file = folder.resolve("deep/er/file.txt");
        AtomicFile.requireWritable(file);
        assertThat(file.getParent()).isEmptyDirectory();
        Files.writeString(file, "old");
        AtomicFile.requireWritable(file);
        assertThat(file).hasContent("old");
        assertThat(file.getParent()).isDirectoryContaining(other -> other.equals(file));
        assertThatThrownBy(() -> AtomicFile.requireWritable(file.resolve("below.txt")))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("cannot create the folder " + file);
        assertThatThrownBy(() -> AtomicFile.requireWritable(file.resolveSibling("a".repeat(300))))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageStartingWith("cannot write ")
                .hasMessageEndingWith(". Choose a folder that can be written to");
        assertThatThrownBy(() -> AtomicFile.requireWritable(file.getParent())).hasMessageContaining("it is a folder");
        Path another = folder.resolve("an/other");
        AtomicFile.requireWritableFolder(another);
        assertThat(another).isEmptyDirectory();
        assertThatThrownBy(() -> AtomicFile.requireWritableFolder(file))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageStartingWith("cannot write " + file + ": cannot create the folder " + file);
    }

    @Test
    void whatALibraryWroteBesideIsPlaced() throws IOException {
        Path file = Files.writeString(folder.resolve("film.mp4"), "old");
        Path beside = Files.writeString(AtomicFile.beside(file), "new");
        AtomicFile.place(beside, file);
        assertThat(file).hasContent("new");
        assertThatThrownBy(() -> AtomicFile.place(beside, file))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageStartingWith("cannot write " + file + ": ");
        assertThat(file).hasContent("new");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    /** A second Mien with the same target, whatever it does, leaves the first one's work alone. */
    @Test
    void twoThatWriteOneFileDoNotMeetAndTheLastToFinishHasIt() throws IOException {
        Path file = folder.resolve("answers.jsonl");
        try (AtomicOutput first = AtomicOutput.begin(file)) {
            first.out().write(new byte[100_000]);
            AtomicFile.requireWritable(file);
            AtomicFile.requireWritableFolder(folder);
            try (AtomicOutput second = AtomicOutput.begin(file)) {
                second.out().write(new byte[70_000]);
                AtomicOutput.begin(file).close();
                second.finish();
                assertThat(file).hasSize(70_000);
            }
            first.finish();
            assertThat(file).hasSize(100_000);
        }
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void whatKilledProgramsLeftOfAFileIsDiscardedAndNothingElse() throws IOException {
        Path file = folder.resolve("film.mp4");
        Path left = Files.createFile(AtomicFile.beside(file));
        Path other = Files.createFile(AtomicFile.beside(folder.resolve("film.mp4.json")));
        Path named = Files.createFile(folder.resolve(".film.mp4.part"));
        Files.createFile(file);
        assertThat(AtomicFile.isUnfinished(left)).isTrue();
        assertThat(AtomicFile.isUnfinished(file)).isFalse();
        AtomicFile.discardUnfinished(file);
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactlyInAnyOrder(file, other, named);
        }
        AtomicFile.discardUnfinished(folder.resolve("absent/film.mp4"));
    }

    /** The unfinished file has a longer name than the file itself, and file systems take 255 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "\uD83D\uDE00"})
    void aNameThatFitsTheDiskCanBeWritten(String letter) throws IOException {
        int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
        for (int length = 236; length <= 255; length++) {
            Path file = folder.resolve(letter.repeat(length / bytes));
            AtomicFile.write(file, "whole");
            assertThat(file).hasContent("whole");
            Path left = Files.createFile(AtomicFile.beside(file));
            AtomicFile.discardUnfinished(file);
            assertThat(left).doesNotExist();
        }
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("x".repeat(256)), ""))
                .isInstanceOfSatisfying(
                        WriteFailedException.class,
                        e -> assertThat(e.isOfWholeDisk()).isFalse());
    }

    @Test
    void pathsThatMeanOneFileHaveOneRealPlace() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Path place = real.toRealPath().resolve("a.png");
        assertThat(AtomicFile.realPlace(link.resolve("a.png"))).isEqualTo(place);
        assertThat(AtomicFile.realPlace(link.resolve("absent/../a.png"))).isEqualTo(place);
        Files.createFile(place);
        Path another = Files.createSymbolicLink(folder.resolve("b.json"), Path.of("link/a.png"));
        assertThat(AtomicFile.realPlace(another)).isEqualTo(place);
        assertThat(AtomicFile.realPlace(real.resolve("b.png"))).isEqualTo(place.resolveSibling("b.png"));
    }

    @Test
    void aFolderThatIsAFileIsSaid() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        assertThatThrownBy(() -> AtomicFile.writeWithFolder(blocked.resolve("file.txt"), "text"))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining(
                        "cannot write " + blocked.resolve("file.txt") + ": cannot create the folder " + blocked);
        assertThatThrownBy(() -> AtomicFile.write(blocked.resolve("file.txt"), "text"))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("cannot write " + blocked.resolve("file.txt") + ": its folder does not exist");
        Path gone = folder.resolve("gone/file.txt");
        assertThatThrownBy(() -> AtomicFile.write(gone, "text")).hasMessageContaining("its folder does not exist");
        assertThat(gone.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 199_999})
    void aDiskThatFillsUpIsSaidWithWhatTheFileNeeds(int capacity) throws IOException {
        Path file = folder.resolve("file.bin");
        AtomicFile.write(file, "old");
        AtomicFile.Content content = out -> {
            out.write(new byte[150_000]);
            out.write(new byte[50_000]);
        };
        assertThatThrownBy(() -> AtomicFile.write(file, content, out -> new FullDisk(out, capacity)))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageMatching("cannot write \\Q" + file
                        + "\\E: No space left on device \\(it needs 200,000 bytes, and its disk has [0-9,]+ bytes"
                        + " left\\)\\. Free some space or choose a folder that can be written to");
        assertThat(file).hasContent("old");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
        AtomicFile.write(file, content, out -> new FullDisk(out, 200_000));
        assertThat(file).hasSize(200_000);
    }
}
