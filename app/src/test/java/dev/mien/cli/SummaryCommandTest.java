package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are printed and drawn. */
class SummaryCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theSummaryIsPrintedAndDrawn() {
        CommandResult result = mien("summary", "--picture", folder.resolve("net.svg"));
        assertThat(result.out()).contains("Total params: 5,810,183").contains("Non-trainable params: 4,992");
        assertThat(folder.resolve("net.svg")).content().startsWith("<svg").contains("batch_normalization_6");
        assertThat(mien("summary", "--picture", folder.resolve("net.gif")).err())
                .contains("net.gif ends in neither .png nor .svg: give a name that ends in one of them");
    }

    @Test
    void theSummaryIsDrawnAsAPngToo() throws IOException {
        Path file = folder.resolve("net.png");
        assertThat(mien("summary", "--architecture", "small", "--picture", file).code())
                .isZero();
        assertThat(ImageIO.read(file.toFile())).isNotNull();
        mien("summary", "--picture", folder.resolve("net.gif")).requireMistake("net.gif");
        assertThat(folder.resolve("net.gif")).doesNotExist();
    }
}
