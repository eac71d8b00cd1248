package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    private Path folder;

    private Path left(String name, Duration age) throws IOException {
        Path left = Files.createFile(AtomicFile.beside(folder.resolve(name)));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(age)));
        return left;
    }

    @Test
    void theNextWriterOfAFileDeletesWhatWasLeftOfIt() throws IOException {
        Path old = left("photo.jpg", Duration.ofDays(1));
        Path other = left("other.jpg", Duration.ofDays(1));
        Path fresh = left("photo.jpg", Duration.ofSeconds(1));
        Path foreign = Files.createFile(folder.resolve(".photo.jpg.part"));
        AtomicFile.write(folder.resolve("photo.jpg"), "new");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "photo.jpg",
                        other.getFileName().toString(),
                        fresh.getFileName().toString(),
                        foreign.getFileName().toString());
        assertThat(old).doesNotExist();
        AtomicFile.write(folder.resolve("other.jpg"), "new");
        assertThat(other).doesNotExist();
    }

    /** Another program may write the same file for hours. Here it is this one, whose lock counts as well. */
    @Test
    void aFileThatIsBeingWrittenStays() throws IOException {
        Path file = folder.resolve("film.mp4");
        Path beside = AtomicFile.beside(file);
        try (FileChannel channel = AtomicFile.create(beside)) {
            Files.setLastModifiedTime(beside, FileTime.from(Instant.now().minus(Duration.ofHours(5))));
            AtomicFile.write(file, "another's");
            assertThat(channel.isOpen()).isTrue();
            assertThat(beside).exists();
        }
    }
}
