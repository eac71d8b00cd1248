package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.Emotion;
import dev.mien.dataset.Scaling;
import dev.mien.drawing.Pngs;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.image.Jpeg;
import dev.mien.image.RgbImage;
import dev.mien.io.AtomicFile;
import dev.mien.model.BundledModel;
import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import dev.mien.testing.DrawnPerson;
import dev.mien.testing.Processes;
import dev.mien.training.ModelFile;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The command on drawn faces, with a network that has not learned anything: what is tested is all that is around it.
 */
class RecognizeCommandTest {
    @TempDir
    private static Path shared;

    private static Path model;
    private static Path photos;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() throws IOException {
        model = Files.write(shared.resolve("pooled.onnx"), network());
        photos = Files.createDirectory(shared.resolve("Фото из отпуска"));
        write("1 one.png", picture(300, 256, 60));
        write("2 none.png", picture(200, 200));
        write("3 two.jpg", picture(420, 256, 40, 260));
        Files.write(photos.resolve("4 cut.png"), Arrays.copyOf(Files.readAllBytes(photos.resolve("1 one.png")), 900));
    }

    static byte[] network() {
        ModelArchitecture architecture = new ModelArchitecture(
                "pooled",
                Shape.maps(48, 48, 1),
                List.of(
                        new Layer.Conv2d(8, 5, Activation.NONE, 0, false),
                        new Layer.Relu(),
                        new Layer.BatchNormalization(),
                        new Layer.GlobalMaxPooling2d(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
        ModelFile file =
                new ModelFile(architecture, Scaling.UNIT, Weights.initial(architecture, 5), Map.of("recipe", "drawn"));
        return OnnxExport.bytes(file, WeightPrecision.FP32, 1, Map.of());
    }

    /** Faces of 112 pixels on an even grey. */
    static BufferedImage picture(int width, int height, int... places) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(110, 110, 110));
        graphics.fillRect(0, 0, width, height);
        for (int x : places) {
            graphics.drawImage(DrawnPerson.image(Emotion.NEUTRAL, DrawnPerson.CLEAR, 112), x, 70, null);
        }
        graphics.dispose();
        return image;
    }

    private static void write(String name, BufferedImage image) {
        if (name.endsWith(".jpg")) {
            byte[] jpeg = Jpeg.encode(image, 95);
            AtomicFile.write(photos.resolve(name), out -> out.write(jpeg));
        } else {
            Pngs.write(image, photos.resolve(name));
        }
    }

    private static CommandResult recognize(Object... arguments) {
        return mien(Stream.concat(Stream.of("recognize", "--model", model, "--min-face", 40), Arrays.stream(arguments))
                .toArray());
    }

    @Test
    void aPhotoIsOneObjectAndSaysWhatTheLibrarySays() throws IOException {
        Path photo = photos.resolve("3 two.jpg");
        CommandResult result = recognize(photo, "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = JsonFiles.parse(result.out());
        assertThat(json.path("file").asText()).isEqualTo(photo.toString());
        assertThat(json.path("width").asInt()).isEqualTo(420);
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(model).smallestFace(40).build()) {
            List<Recognition> faces = recognizer.recognize(photo);
            assertThat(faces).hasSize(2);
            assertThat(json.path("faces")).hasSize(2);
            for (int i = 0; i < 2; i++) {
                JsonNode face = json.path("faces").path(i);
                for (Emotion emotion : Emotion.all()) {
                    assertThat(face.path("scores").path(emotion.label()).asDouble())
                            .isCloseTo(faces.get(i).scores().of(emotion), within(1e-6));
                }
                assertThat(face.path("emotion").asText())
                        .isEqualTo(faces.get(i).emotion().label());
                assertThat(face.path("box").path("x").asDouble())
                        .isCloseTo(faces.get(i).box().x(), within(0.01));
            }
        }
    }

    @Test
    void theFastModelIsCalledByItsName() throws IOException {
        Path photo = photos.resolve("1 one.png");
        CommandResult result = mien("recognize", "--model", "fast", photo, "--format", "json");
        assertThat(result.code()).as(result.err()).isZero();
        try (EmotionRecognizer fast =
                        EmotionRecognizer.builder().model(BundledModel.FAST).build();
                EmotionRecognizer usual = EmotionRecognizer.create()) {
            double confidence = fast.recognize(photo).get(0).confidence();
            assertThat(JsonFiles.parse(result.out())
                            .path("faces")
                            .path(0)
                            .path("confidence")
                            .asDouble())
                    .isCloseTo(confidence, within(1e-6));
            assertThat(usual.recognize(photo).get(0).confidence()).isNotCloseTo(confidence, within(1e-6));
        }
    }

    @Test
    void oneBadPictureDoesNotEndAFolder() throws IOException {
        CommandResult result = recognize(photos, "--format", "jsonl");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .isEqualTo("4 pictures: 3 faces in 2 of them, 1 without a face, 1 not read. "
                        + counted(result.out())
                        + "\nmien: 1 of 4 pictures could not be read. The output says why\n");
        List<JsonNode> lines = result.out()
                .lines()
                .map(line -> {
                    try {
                        return JsonFiles.parse(line);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.stream().map(line -> line.path("faces").size())).containsExactly(1, 0, 2, 0);
        assertThat(lines.get(3).path("error").asText()).contains("4 cut.png").contains("cut off");
    }

    /** The counts of emotions, from the answers themselves. */
    private static String counted(String lines) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Emotion.all().forEach(emotion -> counts.put(emotion.label(), 0));
        int unsure = 0;
        for (String line : lines.lines().toList()) {
            for (JsonNode face : JsonFiles.parse(line).path("faces")) {
                counts.merge(face.path("emotion").asText(), 1, Integer::sum);
                unsure += face.path("unsure").asBoolean() ? 1 : 0;
            }
        }
        return counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .sorted(Comparator.comparing(entry -> -entry.getValue()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + (unsure > 0 ? "; " + unsure + " unsure" : "");
    }

    @Test
    void whereNoneCanBeReadItIsAMistake() {
        CommandResult result = recognize(photos.resolve("4 cut.png"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("not read. ").contains("cut off");
        assertThat(result.err()).isEqualTo("mien: the picture could not be read. The output says why\n");
        CommandResult missing = recognize(folder.resolve("none.jpg"), folder.resolve("neither.jpg"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out()).contains("none.jpg: not read. ");
        assertThat(missing.err()).contains("none of the 2 pictures could be read");
    }

    @Test
    void textNamesFacesFromLeftToRight() {
        CommandResult result = recognize(photos.resolve("3 two.jpg"), photos.resolve("2 none.png"));
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "3 two.jpg (420 x 256): 2 faces, from left to right\n   1  ",
                        "\n   2  ",
                        "2 none.png (200 x 200): no face found\n");
    }

    @Test
    void standardInputIsAPicture() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(photos.resolve("1 one.png"))));
        try {
            CommandResult result = recognize("-", "--format", "json");
            assertThat(JsonFiles.parse(result.out()).path("file").asText()).isEqualTo("-");
            assertThat(JsonFiles.parse(result.out()).path("faces")).hasSize(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aPictureThatIsAFaceNeedsNoSearch() throws IOException {
        CommandResult result = recognize(photos.resolve("2 none.png"), "--no-detect", "--format", "json");
        JsonNode face = JsonFiles.parse(result.out()).path("faces").path(0);
        assertThat(face.path("box").toString()).isEqualTo("{\"x\":0.0,\"y\":0.0,\"width\":200.0,\"height\":200.0}");
        assertThat(face.has("keypoints")).isFalse();
    }

    @Test
    void answersGoIntoAFileOrAFileForEachPicture() throws IOException {
        Path all = folder.resolve("new/answers.csv");
        CommandResult result = recognize(photos, "--format", "csv", "--out", all);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(Files.readAllLines(all)).hasSize(6);
        assertThat(recognize(photos, "--format", "json", "--out", folder + "/each/")
                        .code())
                .isEqualTo(3);
        assertThat(JsonFiles.read(folder.resolve("each/3 two.jpg.json")).path("faces"))
                .hasSize(2);
        assertThat(folder.resolve("each/4 cut.png.json")).content().contains("error");
        Path whole = folder.resolve("whole.json");
        recognize(photos.resolve("2 none.png"), "--format", "json", "--out", whole);
        assertThat(JsonFiles.read(whole).path("faces")).isEmpty();
    }

    @Test
    void picturesAreMarkedAndExplained() {
        Path marked = folder.resolve("marked");
        Path heat = folder.resolve("heat");
        recognize(photos, "--annotate", marked, "--explain", heat);
        for (String name : List.of("1 one.png", "2 none.png", "3 two.jpg")) {
            RgbImage before = RgbImage.read(photos.resolve(name));
            RgbImage after = RgbImage.read(marked.resolve(name));
            assertThat(after.width()).isGreaterThanOrEqualTo(before.width());
        }
        assertThat(marked.resolve("4 cut.png")).doesNotExist();
        assertThat(heat).isDirectoryContaining(file -> file.endsWith("1 one.png-1.png"));
        assertThat(heat).isDirectoryContaining(file -> file.endsWith("3 two.jpg-2.png"));
        assertThat(heat)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("2"));
    }

    @Test
    void picturesAreNotOverwritten() {
        CommandResult result = recognize(photos.resolve("1 one.png"), "--annotate", photos);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("an annotated picture would overwrite " + photos.resolve("1 one.png")
                        + ". Choose another value for --annotate");
    }

    @Test
    void aVideoIsFollowed() throws IOException {
        Path video = video();
        Path marked = folder.resolve("marked.mp4");
        Path timeline = folder.resolve("timeline.png");
        CommandResult result = recognize(
                video,
                "--format",
                "jsonl",
                "--every",
                5,
                "--smooth",
                0.2,
                "--annotate",
                marked,
                "--timeline",
                timeline);
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(20);
        for (int i = 0; i < 20; i++) {
            JsonNode line = JsonFiles.parse(lines.get(i));
            assertThat(line.path("frame").asInt()).isEqualTo(i);
            assertThat(line.path("time").asDouble()).isCloseTo(i / 10.0, within(1e-4));
            assertThat(line.path("faces")).hasSize(1);
            JsonNode face = line.path("faces").path(0);
            assertThat(face.path("track").asInt()).isEqualTo(1);
            assertThat(face.path("predicted").asBoolean()).isEqualTo(i % 5 != 0);
            assertThat(face.path("scores")).hasSize(7);
        }
        assertThat(result.err())
                .contains("20 frames, 2.0 s of video read in ")
                .containsPattern("read in \\d+\\.\\d s, \\d+\\.\\d times (slower|faster) than real time");
        assertThat(RgbImage.read(timeline).width()).isGreaterThan(500);
        try (VideoReader written = VideoReader.open(marked)) {
            int frames = 0;
            while (written.next().isPresent()) {
                frames++;
            }
            assertThat(frames).isEqualTo(20);
        }
    }

    @Test
    void aVideoHasEveryForm() throws IOException {
        Path video = video();
        JsonNode json = JsonFiles.parse(
                recognize(video, "--format", "json", "--every", 10).out());
        assertThat(json.path("frames")).hasSize(20);
        assertThat(json.path("frame_rate").asDouble()).isCloseTo(10, within(0.6));
        JsonNode person = json.path("tracks").path(0);
        assertThat(json.path("tracks")).hasSize(1);
        assertThat(person.path("track").asInt()).isEqualTo(1);
        assertThat(person.path("seconds").asDouble()).isCloseTo(2, within(0.01));
        assertThat(person.path("share_of_frames").asDouble()).isEqualTo(1);
        List<String> csv =
                recognize(video, "--format", "csv", "--every", 10).out().lines().toList();
        assertThat(csv).hasSize(21);
        assertThat(csv.get(0)).startsWith("file,frame,time,track,predicted,x,y,width,height,detection_score,emotion,");
        assertThat(recognize(video, "--every", 10).out())
                .contains("20 frames, 0:02.0, 1 person\n    1  ")
                .containsPattern("read in \\d+\\.\\d s, \\d+\\.\\d times (slower|faster) than real time");
    }

    private Path video() {
        Path file = folder.resolve("walk.mp4");
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(320, 240, 10, Optional.empty()))) {
            for (int i = 0; i < 20; i++) {
                writer.write(picture(320, 240, 40 + 4 * i), i / 10.0);
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void nothingThatIsReadIsOverwritten() throws IOException {
        Path photo = Files.copy(photos.resolve("1 one.png"), folder.resolve("one.png"));
        byte[] before = Files.readAllBytes(photo);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), photo);
        for (Path target : List.of(photo, link)) {
            CommandResult result = recognize(photo, "--out", target);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--out would overwrite " + photo + ": give another file");
        }
        assertThat(photo).hasBinaryContent(before);
        Path video = video();
        byte[] film = Files.readAllBytes(video);
        for (String option : List.of("--out", "--annotate", "--timeline")) {
            CommandResult result = recognize(video, option, video);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(option + " would overwrite " + video + ": give another file");
        }
        assertThat(video).hasBinaryContent(film);
    }

    /** What cannot be written is said in no time, before a frame is read: nothing stands in the output. */
    @Test
    void whereAVideosFilesGoIsCheckedBeforeTheWork() throws IOException {
        Path video = video();
        Path blocked = Files.createFile(folder.resolve("blocked"));
        Path circle = Files.createSymbolicLink(folder.resolve("circle.png"), folder.resolve("circle.png"));
        List<List<Object>> refused = List.of(
                List.of(
                        "--timeline",
                        folder.resolve("chart.jpg"),
                        2,
                        "--timeline is " + folder.resolve("chart.jpg")
                                + ", a picture in PNG: expected a name that ends in .png"),
                List.of("--timeline", folder, 2, "expected a name that ends in .png"),
                List.of("--timeline", blocked.resolve("chart.png"), 1, "cannot create the folder " + blocked),
                List.of("--timeline", circle, 1, "cannot write " + circle + ": it is a link that leads in a circle"),
                List.of(
                        "--annotate",
                        folder.resolve("out.avi"),
                        2,
                        "cannot write a video to " + folder.resolve("out.avi")
                                + ": expected a name that ends in .mp4, .m4v, .mov or .mkv"),
                List.of("--annotate", blocked.resolve("out.mp4"), 1, "cannot create the folder " + blocked),
                List.of("--out", blocked.resolve("out.jsonl"), 1, "cannot create the folder " + blocked));
        for (List<Object> one : refused) {
            CommandResult result = recognize(video, "--format", "jsonl", one.get(0), one.get(1));
            assertThat(result.code()).as(result.err()).isEqualTo(one.get(2));
            assertThat(result.err()).contains((String) one.get(3)).doesNotContain("real-time");
            assertThat(result.out()).isEmpty();
        }
        CommandResult both =
                recognize(video, "--out", folder.resolve("a.png"), "--timeline", folder.resolve("x/../a.png"));
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--timeline and --out would both be written to ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(video, blocked, circle);
        }
    }

    @Test
    void noTwoFilesOfAVideoHaveOnePlaceByALinkEither() throws IOException {
        Path video = video();
        Path chart = Files.writeString(folder.resolve("a.png"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("b.json"), Path.of("a.png"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
        for (Path out : List.of(link, linked.resolve("a.png"))) {
            CommandResult result = recognize(video, "--timeline", chart, "--out", out);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--timeline and --out would both be written to ");
        }
        assertThat(chart).hasContent("old");
    }

    @Test
    void noTwoFilesOfPhotosHaveOnePlace() throws IOException {
        byte[] bytes = Files.readAllBytes(photos.resolve("1 one.png"));
        Path one = Files.write(folder.resolve("scan.tif"), bytes);
        Path two = Files.write(folder.resolve("scan.tif.png"), bytes);
        Path marked = Files.createDirectory(folder.resolve("m"));
        CommandResult names = recognize(one, two, "--annotate", marked);
        assertThat(names.code()).isEqualTo(2);
        assertThat(names.err())
                .contains("--annotate of " + one + " and --annotate of " + two + " would both be written to "
                        + marked.resolve("scan.tif.png") + ": give another file or folder");
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), marked);
        CommandResult answers = recognize(one, "--annotate", marked, "--out", linked.resolve("scan.tif.png"));
        assertThat(answers.code()).isEqualTo(2);
        assertThat(answers.err()).contains("--annotate of " + one + " and --out would both be written to ");
        CommandResult maps = recognize(one, "--explain", marked, "--out", linked.resolve("scan.tif-2.png"));
        assertThat(maps.code()).isEqualTo(2);
        assertThat(maps.err()).contains("--out and --explain would both be written to ");
        assertThat(marked).isEmptyDirectory();
    }

    /** A stop while a long video is under way: neither a video without an end nor half the answers are left. */
    @Test
    void aVideoThatIsStoppedLeavesNothing() throws IOException, InterruptedException {
        Path video = video();
        Path marked = folder.resolve("marked.mp4");
        Path answers = folder.resolve("answers.jsonl");
        Path log = folder.resolve("log.txt");
        Process process = Processes.start(
                log,
                "recognize",
                "--model",
                model,
                longer(video),
                "--annotate",
                marked,
                "--out",
                answers,
                "--format",
                "jsonl");
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (process.isAlive() && unfinished(".marked.mp4.") == 0 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(unfinished(".marked.mp4.")).as(Files.readString(log)).isPositive();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(video, folder.resolve("longer.mp4"), log);
        }
    }

    /** How long an unfinished file is; 0 where there is none. */
    private long unfinished(String begin) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(AtomicFile::isUnfinished)
                    .filter(file -> file.getFileName().toString().startsWith(begin))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** One that takes many seconds to be read. */
    private Path longer(Path video) {
        Path file = folder.resolve("longer.mp4");
        try (VideoReader reader = VideoReader.open(video);
                VideoWriter writer = VideoWriter.create(file, new VideoFormat(320, 240, 100, Optional.empty()))) {
            BufferedImage frame = reader.next().orElseThrow().picture().toBufferedImage();
            for (int i = 0; i < 900; i++) {
                writer.write(frame, i / 100.0);
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void picturesOfOneNameDoNotReplaceEachOther() throws IOException {
        Path one = Files.createDirectories(folder.resolve("a"));
        Path two = Files.createDirectories(folder.resolve("b"));
        Files.copy(photos.resolve("1 one.png"), one.resolve("x.png"));
        Files.copy(photos.resolve("2 none.png"), two.resolve("x.png"));
        CommandResult result = recognize(one.resolve("x.png"), two.resolve("x.png"), "--annotate", folder.resolve("m"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("would both be written as x.png");
        assertThat(recognize(one.resolve("x.png"), two.resolve("x.png")).code()).isZero();
        assertThat(recognize(folder, "--recursive", "--annotate", folder.resolve("m"))
                        .code())
                .isZero();
        assertThat(folder.resolve("m/b/x.png")).exists();
    }

    @Test
    void aPictureThatCannotBeDrawnDoesNotEndABatch() throws IOException {
        Path wide = folder.resolve("wide.jpg");
        Pngs.write(new BufferedImage(70_000, 40, BufferedImage.TYPE_BYTE_GRAY), wide);
        Files.copy(photos.resolve("1 one.png"), folder.resolve("x.png"));
        CommandResult result = recognize(folder, "--format", "jsonl", "--annotate", folder.resolve("m"));
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        List<String> lines = result.out().lines().toList();
        assertThat(JsonFiles.parse(lines.get(0)).path("error").asText()).contains("could not be compressed as JPEG");
        assertThat(JsonFiles.parse(lines.get(1)).path("faces")).hasSize(1);
    }

    /** A stream that takes some and then no more. */
    private static final class FullDisk extends OutputStream {
        private int left = 700;

        @Override
        public void write(int value) throws IOException {
            if (--left < 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        StringWriter err = new StringWriter();
        PrintWriter full = new PrintWriter(new PrintStream(new FullDisk()), true);
        CommandLine line = Main.commandLine().setOut(full).setErr(new PrintWriter(err));
        int code = line.execute(
                "recognize", "--model", model.toString(), photos.toString(), "--format", "jsonl", "--min-face", "40");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("cannot write the answers: standard output is closed, or its disk is full");
    }

    @Test
    void loopsOfLinksAndClosedFoldersEndNothing() throws IOException {
        Files.copy(photos.resolve("1 one.png"), folder.resolve("x.png"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("gone.png"), folder.resolve("nowhere.png"));
        Files.createDirectory(folder.resolve("folder.jpg"));
        CommandResult result = recognize(folder, "--recursive", "--format", "jsonl");
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(JsonFiles.parse(lines.get(0)).path("error").asText()).contains("gone.png");
        assertThat(JsonFiles.parse(lines.get(1)).path("faces")).hasSize(1);
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void aVideoThatIsCutOffKeepsWhatWasReadAndSaysSoInEveryForm() throws IOException {
        Path cut = Files.write(folder.resolve("cut.mkv"), matroska());
        for (String format : List.of("jsonl", "json", "csv", "text")) {
            Path file = folder.resolve("answers." + format);
            CommandResult result = recognize(cut, "--format", format, "--every", 3, "--out", file);
            assertThat(result.code()).as(format).isEqualTo(3);
            String error = result.err().lines().reduce((first, last) -> last).orElseThrow();
            assertThat(error).startsWith("mien: ").contains("cut off");
            assertThat(file).content().contains(error.substring("mien: ".length()));
        }
        List<String> jsonl = Files.readAllLines(folder.resolve("answers.jsonl"));
        assertThat(JsonFiles.parse(jsonl.get(0)).path("faces")).hasSize(1);
        JsonNode last = JsonFiles.parse(jsonl.get(jsonl.size() - 1));
        assertThat(last.fieldNames()).toIterable().containsExactly("version", "file", "error");
        JsonNode json = JsonFiles.read(folder.resolve("answers.json"));
        assertThat(json.path("frames")).hasSize(jsonl.size() - 1);
        assertThat(json.path("error").asText()).isEqualTo(last.path("error").asText());
    }

    @Test
    void inCsvTheErrorOfAVideoIsALastLineOfAsManyColumns() throws IOException {
        Path cut = Files.write(folder.resolve("cut.mkv"), matroska());
        CommandResult result = recognize(cut, "--format", "csv", "--every", 3);
        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).endsWith(",neutral,error,person_across_files");
        int columns = lines.get(0).split(",", -1).length;
        List<String> frames = lines.subList(1, lines.size() - 1);
        assertThat(frames).hasSizeGreaterThan(5).allSatisfy(line -> {
            assertThat(line).endsWith(",");
            assertThat(line.split(",", -1)).hasSize(columns);
        });
        String error = lines.get(lines.size() - 1);
        assertThat(error).startsWith(cut + ",".repeat(columns - 2) + '"').endsWith("cut off\",");
        assertThat(result.code()).isEqualTo(3);
        List<String> whole = recognize(video(), "--format", "csv", "--every", 10)
                .out()
                .lines()
                .toList();
        assertThat(whole).hasSize(21).first().isEqualTo(lines.get(0));
        assertThat(whole.subList(1, 21)).allSatisfy(line -> assertThat(line).endsWith(","));
    }

    /** The first two thirds of a Matroska file, which can be read as far as it goes. */
    private byte[] matroska() throws IOException {
        Path file = folder.resolve("whole.mkv");
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(320, 240, 10, Optional.empty()))) {
            for (int i = 0; i < 20; i++) {
                writer.write(picture(320, 240, 40 + 4 * i), i / 10.0);
            }
            writer.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        return Arrays.copyOf(bytes, bytes.length * 2 / 3);
    }

    @Test
    void anAddressIsNotTakenForAPath() {
        CommandResult result = recognize("https://example.com/a.jpg");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("https://example.com/a.jpg is an address, and recognize fetches nothing: save the file and"
                        + " give its path. './mien camera --device ADDRESS' reads a camera's stream");
    }

    /** An empty name, such as a script's variable that was not set, would mean the folder one is in. */
    @Test
    void emptyNamesAreRefused() {
        Path photo = photos.resolve("2 none.png");
        assertThat(recognize("").err()).contains("an argument is empty: give a file, a folder, a pattern or -");
        for (String option : List.of("--out", "--annotate", "--explain")) {
            CommandResult result = recognize(photo, option, "");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(option + " is empty: give a file or folder, or leave it out");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void wherePhotosFilesGoIsCheckedBeforeTheFirstIsRead() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        for (String option : List.of("--annotate", "--explain", "--out")) {
            CommandResult result = recognize(photos, option, option.equals("--out") ? blocked + "/" : blocked);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("mien: cannot write " + blocked + ": cannot create the folder " + blocked);
            assertThat(result.out()).isEmpty();
        }
        CommandResult video = recognize(photos, "--annotate", folder.resolve("out.mp4"));
        assertThat(video.code()).isEqualTo(2);
        assertThat(video.err())
                .contains("--annotate " + folder.resolve("out.mp4")
                        + " names one file, but 4 files are read: give a folder");
        Path photo = Files.copy(photos.resolve("1 one.png"), folder.resolve("x.png"));
        Path map = Files.copy(photos.resolve("2 none.png"), folder.resolve("x.png-1.png"));
        CommandResult explained = recognize(folder, "--explain", folder);
        assertThat(explained.code()).isEqualTo(2);
        assertThat(explained.err())
                .contains("a heat map may overwrite " + map + ". Choose another value for" + " --explain");
        CommandResult twice = recognize(photo, photo, "--annotate", folder.resolve("m"));
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains(photo + " is given twice: name it once");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(blocked, photo, map);
        }
    }

    @Test
    void nothingOnStandardInputSaysSo() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            CommandResult result = recognize("-");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out())
                    .isEqualTo("-: not read. the picture on standard input is empty: replace or remove it\n");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThat(recognize(photos, "--every", 2).err())
                .contains("--every, --smooth, --timeline and --per are for a video, not for photos: leave them out");
        assertThat(recognize(folder.resolve("a.mp4"), "--explain", folder).err())
                .contains("--explain is for photos, not for a video: leave it out");
        CommandResult threads = recognize(photos, "--threads", 0);
        assertThat(threads.code()).isEqualTo(2);
        assertThat(threads.err()).contains("--threads is 0, expected at least 1");
    }
}
