package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunChecksumsTest {
    @TempDir
    private Path folder;

    @Test
    void filesMayHaveNamesInAnyLanguage() throws IOException {
        RunFolder run = new RunFolder(folder);
        Files.writeString(folder.resolve("Notizen für später.txt"), "text");
        Files.writeString(folder.resolve("表情.txt"), "text");
        RunChecksums.write(run);
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(folder.resolve("表情.txt"), "other");
        assertThat(RunChecksums.damaged(run)).containsExactly("表情.txt");
    }

    @Test
    void checksumsNameTheFilesThatChanged() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("run"));
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(run.path().resolve("a.csv"), "1,2");
        Files.writeString(Files.createDirectory(run.plots()).resolve("b.png"), "picture");
        RunChecksums.write(run);
        assertThat(run.path().resolve("checksums.sha256"))
                .hasContent("17f8af97ad4a7f7639a4c9171d5185cbafb85462877a4746c21bdb0a4f940ca0  a.csv\n"
                        + "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97  plots/b.png");
        assertThat(RunChecksums.damaged(run)).isEmpty();
        Files.writeString(run.path().resolve("a.csv"), "1,3");
        Files.delete(run.plots().resolve("b.png"));
        assertThat(RunChecksums.damaged(run)).containsExactly("a.csv", "plots/b.png");
        RunChecksums.remove(run);
        assertThat(RunChecksums.damaged(run)).isEmpty();
    }
}
