package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures with several frames, and HEIC, as the command line reads them. */
class RecognizeAnimationsTest {
    private static final int FRAMES = 4;

    @TempDir
    private static Path shared;

    private static Path model;
    private static byte[] gif;

    @TempDir
    private Path folder;

    private Path film;

    @BeforeAll
    static void draw() throws IOException {
        model = Files.write(shared.resolve("pooled.onnx"), RecognizeCommandTest.network());
        gif = gif(FRAMES);
    }

    /** Frames of 0.2 s with a face that walks. */
    private static byte[] gif(int frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                var picture = RecognizeCommandTest.picture(320, 240, 40 + 4 * i);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
                String form = metadata.getNativeMetadataFormatName();
                IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(form);
                IIOMetadataNode control = (IIOMetadataNode)
                        root.getElementsByTagName("GraphicControlExtension").item(0);
                control.setAttribute("delayTime", "20");
                metadata.setFromTree(form, root);
                writer.writeToSequence(new IIOImage(picture, null, metadata), null);
            }
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    @BeforeEach
    void fill() throws IOException {
        film = Files.write(folder.resolve("cheer.gif"), gif);
    }

    private static CommandResult recognize(Object... arguments) {
        return mien(Stream.concat(Stream.of("recognize", "--model", model, "--min-face", 40), Arrays.stream(arguments))
                .toArray());
    }

    private static JsonNode json(CommandResult result) throws IOException {
        return new ObjectMapper().readTree(result.requireDone().out());
    }

    @Test
    void aGifIsReadFrameByFrameAndItsFirstFrameAlone() throws IOException {
        JsonNode frames = json(recognize(film, "--json")).path("frames");
        assertThat(frames).hasSize(FRAMES);
        assertThat(frames.path(3).path("time").asDouble()).isEqualTo(0.6);
        assertThat(frames.path(3).path("faces").path(0).path("track").asInt()).isEqualTo(1);
        JsonNode photo = json(recognize(film, "--json", "--first-frame"));
        assertThat(photo.path("faces")).hasSize(1);
        assertThat(photo.has("frames")).isFalse();
    }

    @Test
    void standardInputMayMove() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(gif));
            assertThat(json(recognize("-", "--json")).path("frames")).hasSize(FRAMES);
            System.setIn(new ByteArrayInputStream(gif));
            assertThat(json(recognize("-", "--json", "--first-frame")).path("faces"))
                    .hasSize(1);
            System.setIn(new ByteArrayInputStream(gif(1)));
            assertThat(json(recognize("-", "--json")).path("faces")).hasSize(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aFolderGetsACopyAChartAndASummary() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.write(in.resolve("a.gif"), gif);
        Files.write(in.resolve("b.gif"), gif(1));
        CommandResult result = recognize(
                in,
                "--every",
                2,
                "--annotate",
                folder.resolve("marked"),
                "--timeline",
                folder.resolve("charts"),
                "--summary",
                folder.resolve("people.csv"),
                "--out",
                folder.resolve("all.csv"));
        result.requireDone();
        assertThat(folder.resolve("marked/a.mp4")).exists();
        assertThat(folder.resolve("marked/b.gif.png")).exists();
        assertThat(folder.resolve("charts/a.gif.png")).exists();
        assertThat(Files.readAllLines(folder.resolve("all.csv"))).hasSize(1 + FRAMES + 1);
        assertThat(Files.readAllLines(folder.resolve("people.csv"))).hasSize(3);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        recognize(film, "--explain", folder.resolve("heat"))
                .requireMistake(
                        "--explain is for photos, not for a video: leave it out, or read the picture's first frame"
                                + " with --first-frame");
        recognize(film, "--first-frame", "--every", 2)
                .requireMistake(
                        "--every, --smooth, --timeline and --per are for a video, not for photos: leave them out");
        recognize(film, "--annotate", folder.resolve("marked.png"))
                .requireMistake("marked.png: expected a name that ends in .mp4");
        recognize(film, "--annotate", folder.resolve("marked.gif"))
                .requireMistake("marked.gif: expected a name that ends in .mp4");
    }

    /** Faces of tools/DrawnGallery.java in a file of heif-enc. */
    @Test
    void heicIsAPhoto() throws IOException {
        Path photo = folder.resolve("IMG_0001.HEIC");
        try (InputStream input = RecognizeAnimationsTest.class.getResourceAsStream("/golden/heif/gallery.heic")) {
            Files.copy(input, photo);
        }
        Files.delete(film);
        JsonNode faces = json(recognize(folder, "--json", "--annotate", folder.resolve("marked")))
                .path(0);
        assertThat(faces.path("width").asInt()).isEqualTo(640);
        assertThat(faces.path("faces")).hasSize(4);
        assertThat(folder.resolve("marked/IMG_0001.HEIC.png")).exists();
    }
}
