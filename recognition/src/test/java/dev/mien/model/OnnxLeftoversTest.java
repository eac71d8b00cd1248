package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OnnxLeftoversTest {
    @TempDir
    private Path temporary;

    private Path folder(String name, Duration age) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
        return folder;
    }

    @Test
    void foldersThatNoProcessUsesAreDeleted() throws IOException {
        Path left = folder("onnxruntime-java123", Duration.ofDays(1));
        Path fresh = folder("onnxruntime-java456", Duration.ofSeconds(5));
        Path foreign = folder("onnxruntime-javadoc", Duration.ofDays(1));
        OnnxLeftovers.discard(temporary);
        assertThat(left).doesNotExist();
        assertThat(fresh).isDirectory();
        assertThat(foreign).isDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLibraryIsDeletedUnlessItIsMapped() throws IOException {
        Path left = folder("onnxruntime-java789", Duration.ofDays(1));
        Files.writeString(left.resolve("libonnxruntime.so"), "library");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        try (var channel = java.nio.channels.FileChannel.open(left.resolve("libonnxruntime.so"))) {
            var map = channel.map(java.nio.channels.FileChannel.MapMode.READ_ONLY, 0, 7);
            OnnxLeftovers.discard(temporary);
            assertThat(left).isDirectory();
            assertThat(map.capacity()).isEqualTo(7);
        }
        Path other = folder("onnxruntime-java790", Duration.ofDays(1));
        Files.writeString(other.resolve("libonnxruntime.so"), "library");
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        OnnxLeftovers.discard(temporary);
        assertThat(other).doesNotExist();
    }
}
