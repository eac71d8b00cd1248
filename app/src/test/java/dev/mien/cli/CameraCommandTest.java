package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.Emotion;
import dev.mien.testing.DrawnPerson;
import dev.mien.testing.Processes;
import dev.mien.video.CameraSupport;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoWriter;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A video of a drawn face stands in for a camera: FFmpeg plays it in its own time, and Mien opens it as it opens a
 * camera.
 */
class CameraCommandTest {
    /** Looks at brightness alone; a model of any kind will do. */
    private static final Path MODEL = Path.of(
            "..",
            "recognition",
            "src/test/resources/dev/mien/model/EmotionModelFuzzTestInputs/isOpenedOrRefused/one-head.onnx");

    private static final int SIDE = 224;

    @TempDir
    private static Path folder;

    private static String device;

    @BeforeAll
    static void writeVideo() {
        CameraSupport.assume();
        Path file = folder.resolve("face.mp4");
        BufferedImage person = DrawnPerson.image(Emotion.NEUTRAL, DrawnPerson.CLEAR, SIDE);
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(512, 384, 25, Optional.empty()))) {
            for (int i = 0; i < 50; i++) {
                BufferedImage frame = new BufferedImage(512, 384, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = frame.createGraphics();
                graphics.setColor(new Color(110, 110, 110));
                graphics.fillRect(0, 0, 512, 384);
                graphics.drawImage(person, 100 + i, 80, null);
                graphics.dispose();
                writer.write(frame, i / 25.0);
            }
            writer.finish();
        }
        device = "lavfi:movie=" + file + ":loop=0,setpts=N/25/TB,realtime";
    }

    private static List<JsonNode> lines(String text) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(JsonFiles.parse(line));
        }
        return lines;
    }

    @Test
    void linesOfJsonTellTheFacesAsTheyCome() throws IOException {
        CommandResult result = mien(
                "camera", "--device", device, "--format", "jsonl", "--model", MODEL, "--min-face", 80, "--seconds", 4);
        assertThat(result.code()).as(result.err()).isZero();
        List<JsonNode> lines = lines(result.out());
        assertThat(lines).isNotEmpty();
        long before = -1;
        for (JsonNode line : lines) {
            assertThat(line.path("version").asInt()).isEqualTo(2);
            assertThat(line.path("file").asText()).isEqualTo(device);
            assertThat(line.path("frame").asLong()).isGreaterThan(before);
            before = line.path("frame").asLong();
            double time = line.path("time").asDouble();
            assertThat(time).isCloseTo(before / 25.0, within(0.05));
            assertThat(line.path("faces")).hasSize(1);
            JsonNode face = line.path("faces").get(0);
            assertThat(face.path("scores")).hasSize(7);
            double left = 100 + before % 50 + 0.15 * SIDE;
            assertThat(face.path("box").path("x").asDouble()).isCloseTo(left, within(0.15 * SIDE));
        }
        assertThat(lines.get(0).path("faces").get(0).path("track").asInt()).isEqualTo(1);
        assertThat(result.err())
                .containsPattern(lines.size() + " frames? in \\d+\\.\\d s, ")
                .contains(" dropped, ");
    }

    @Test
    void everyOtherFrameIsPredicted() throws IOException {
        CommandResult result = mien(
                "camera",
                "--device",
                device,
                "--format",
                "jsonl",
                "--model",
                MODEL,
                "--min-face",
                80,
                "--every",
                2,
                "--seconds",
                4);
        List<JsonNode> lines = lines(result.out());
        assertThat(lines).hasSizeGreaterThan(1);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).path("faces")).hasSize(1);
            JsonNode face = lines.get(i).path("faces").get(0);
            assertThat(face.path("predicted").asBoolean()).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void itEndsWhereTheSourceEnds() throws IOException {
        String once = "lavfi:movie=" + folder.resolve("face.mp4");
        CommandResult result = mien("camera", "--device", once, "--format", "jsonl", "--model", MODEL);
        assertThat(result.code()).as(result.err()).isZero();
        List<JsonNode> lines = lines(result.out());
        assertThat(lines.get(lines.size() - 1).path("frame").asInt()).isEqualTo(49);
    }

    /** As Ctrl-C does. The process ends soon, and its last line is whole. */
    @Test
    void aSignalEndsItCleanly() throws IOException, InterruptedException {
        Path log = folder.resolve("log.jsonl");
        List<String> command = Processes.command(
                "camera", "--device", device, "--format", "jsonl", "--model", MODEL, "--min-face", 80);
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("messages").toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (Files.size(log) == 0 && process.isAlive() && System.nanoTime() < giveUp) {
                Thread.sleep(20);
            }
            assertThat(Files.size(log)).isPositive();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(log);
        assertThat(text).endsWith("}\n");
        assertThat(lines(text)).isNotEmpty();
        assertThat(Files.readString(folder.resolve("messages"))).containsPattern("\\d+ (person|people) followed");
    }

    /** As {@code mien camera | head -1}. */
    @Test
    void itEndsWhenNobodyReadsTheLines() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Processes.command(
                        "camera", "--device", device, "--format", "jsonl", "--model", MODEL, "--min-face", 80))
                .redirectError(folder.resolve("unread").toFile())
                .start();
        try {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(lines.readLine()).startsWith("{\"version\":2");
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void mistakesAreExplained() {
        CommandResult none = mien("camera", "--device", "no such camera", "--format", "jsonl", "--model", MODEL);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("cannot open the camera no such camera");
        assertThat(none.out()).isEmpty();
        CommandResult seconds = mien("camera", "--format", "jsonl", "--seconds", 0);
        assertThat(seconds.code()).isEqualTo(2);
        assertThat(seconds.err()).contains("--seconds is 0.0, expected above 0");
        CommandResult every = mien("camera", "--device", device, "--format", "jsonl", "--every", 0, "--model", MODEL);
        assertThat(every.code()).isEqualTo(2);
        assertThat(every.err()).contains("every 0th frame");
    }

    @Test
    void withoutADisplayAWindowIsAMistake() {
        assumeTrue(System.getenv("DISPLAY") == null
                && System.getProperty("os.name").startsWith("Linux"));
        CommandResult result = mien("camera", "--format", "window", "--model", MODEL);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there is no display").contains("--format jsonl");
    }

    @Test
    void theWindowFitsTheScreen() {
        VideoInfo camera = new VideoInfo(640, 480, 30, OptionalDouble.empty(), "mjpeg", false);
        Dimension large = CameraWindow.size(camera, new Rectangle(0, 0, 2560, 1440));
        assertThat(large.width).isEqualTo(960);
        Dimension small = CameraWindow.size(camera, new Rectangle(0, 0, 800, 600));
        assertThat(small.height).isLessThanOrEqualTo(480);
        assertThat(small.width).isLessThanOrEqualTo(640).isGreaterThan(500);
    }

    @Test
    void thePanelKeepsThePicturesForm() {
        BufferedImage red = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = red.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, 40, 20);
        brush.dispose();
        CameraPanel panel = new CameraPanel();
        panel.setSize(200, 200);
        panel.show(red);
        BufferedImage screen = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = screen.createGraphics();
        panel.paintComponent(graphics);
        graphics.dispose();
        assertThat(screen.getRGB(100, 45)).isEqualTo(Color.BLACK.getRGB());
        assertThat(screen.getRGB(2, 55)).isEqualTo(Color.RED.getRGB());
        assertThat(screen.getRGB(197, 145)).isEqualTo(Color.RED.getRGB());
        assertThat(screen.getRGB(100, 155)).isEqualTo(Color.BLACK.getRGB());
    }

    @Test
    void theRateIsThatOfTheLastTwoSeconds() {
        FrameRate rate = new FrameRate();
        assertThat(rate.add(0)).isZero();
        for (int i = 1; i <= 10; i++) {
            assertThat(rate.add(i * 1_000_000_000L)).isCloseTo(1, within(1e-9));
        }
        double last = 0;
        for (int i = 1; i <= 90; i++) {
            last = rate.add(10_000_000_000L + i * 33_333_333L);
        }
        assertThat(last).isCloseTo(30, within(0.1));
        assertThat(CameraWindow.state(29.96, 1, 0)).isEqualTo("30.0 frames per second  \u00b7  1 face");
        assertThat(CameraWindow.state(5, 0, 1200))
                .isEqualTo("5.0 frames per second  \u00b7  no faces  \u00b7  1,200 dropped");
    }
}
