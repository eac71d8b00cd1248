package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import dev.mien.io.WriteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos that are written, and what cannot be. */
class VideoWriterTest {
    @TempDir
    private Path folder;

    @Test
    void anOddSizeGrowsByOne() {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), new VideoFormat(161, 131, 25, Optional.empty()), 0, 0.04);
        RgbImage picture = VideoProbe.read(file).get(0).picture();
        assertThat(picture.width()).isEqualTo(162);
        assertThat(picture.height()).isEqualTo(132);
    }

    /** As high as a telephone's, held upright. */
    @Test
    void aLargeStandingPictureIsWritten() {
        VideoFormat format = new VideoFormat(2160, 3840, 25, Optional.empty());
        RgbImage picture = VideoProbe.read(DrawnVideo.write(folder.resolve("a.mp4"), format, 0))
                .get(0)
                .picture();
        assertThat(picture.height()).isEqualTo(3840);
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithAReason() throws IOException {
        VideoFormat format = new VideoFormat(64, 64, 25, Optional.empty());
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("a.gif"), format))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a name that ends in .mp4, .m4v, .mov or .mkv");
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("none/a.mp4"), format))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("No such file or directory");
        assertThatThrownBy(() -> new VideoFormat(8, 64, 25, Optional.empty()))
                .hasMessage("a video of 8x64 cannot be written, expected sides from 16 pixels on and at most 9437184"
                        + " pixels in all");
        assertThatThrownBy(() -> new VideoFormat(4096, 2305, 25, Optional.empty()))
                .hasMessageStartingWith("a video of 4096x2305 cannot be written");
        assertThatThrownBy(() -> new VideoFormat(64, 64, 0, Optional.empty()))
                .hasMessage("the frame rate of a video is 0.0, expected above 0");
        VideoFormat silent = new VideoFormat(64, 64, 25, Optional.of(folder.resolve("none.wav")));
        assertThatThrownBy(() -> VideoWriter.create(folder.resolve("a.mp4"), silent))
                .hasMessageContaining("there is no file");
        assertThat(names()).isEmpty();
    }

    @Test
    void framesThatDoNotFitAreRefusedAndNothingIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.mp4"), "before");
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(64, 64, 25, Optional.empty()))) {
            writer.write(DrawnVideo.frame(0, 64, 64), 1);
            assertThatThrownBy(() -> writer.write(DrawnVideo.frame(0, 64, 64), 1))
                    .hasMessage("a frame at 1.0 s comes after one at 1.0 s: expected times from 0 that grow");
            assertThatThrownBy(() -> writer.write(DrawnVideo.frame(0, 64, 62), 2))
                    .hasMessage("a picture of 64x62 does not fit into a video of 64x64");
        }
        assertThat(file).content().isEqualTo("before");
        assertThat(names()).containsExactly("a.mp4");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
