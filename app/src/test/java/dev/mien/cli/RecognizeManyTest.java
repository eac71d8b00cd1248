package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.drawing.Pngs;
import dev.mien.image.Jpeg;
import dev.mien.image.RgbImage;
import dev.mien.io.AtomicFile;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos and videos in one call, and where their answers go. */
class RecognizeManyTest {
    private static final int FRAMES = 24;
    private static final double RATE = 10;

    /** A comma outside of quotation marks. */
    private static final String CELLS = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    @TempDir
    private static Path shared;

    private static Path model;
    private static byte[] photo;
    private static byte[] film;

    @TempDir
    private Path folder;

    private Path media;

    @BeforeAll
    static void draw() throws IOException {
        model = Files.write(shared.resolve("pooled.onnx"), RecognizeCommandTest.network());
        photo = Jpeg.encode(RecognizeCommandTest.picture(420, 256, 40, 260), 95);
        film = film(shared.resolve("film.mp4"));
    }

    /** A face that is in sight in the first two thirds. */
    private static byte[] film(Path file) throws IOException {
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(320, 240, RATE, Optional.empty()))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(
                        i < 16
                                ? RecognizeCommandTest.picture(320, 240, 40 + 2 * i)
                                : RecognizeCommandTest.picture(320, 240),
                        i / RATE);
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    @BeforeEach
    void fill() throws IOException {
        media = Files.createDirectory(folder.resolve("media"));
        Files.write(media.resolve("a.mp4"), film);
        Files.write(media.resolve("b.jpg"), photo);
        Files.write(media.resolve("c.mov"), "no video at all".getBytes());
        Files.write(media.resolve("d.mp4"), film);
        Files.writeString(media.resolve("notes.txt"), "nothing to read");
    }

    private static CommandResult recognize(Object... arguments) {
        return mien(Stream.concat(
                        Stream.of("recognize", "--model", model, "--min-face", 40, "--every", 4),
                        Arrays.stream(arguments))
                .toArray());
    }

    private static CommandResult photo(Object... arguments) {
        return mien(Stream.concat(Stream.of("recognize", "--model", model, "--min-face", 40), Arrays.stream(arguments))
                .toArray());
    }

    @Test
    void aFolderOfPhotosAndVideosIsOneTable() throws IOException {
        Path table = folder.resolve("all.csv");
        CommandResult result = recognize(media, "--out", table);
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("1 of 4 files could not be read. The output says why", "2 videos: 48 frames");
        List<String[]> lines = Files.readAllLines(table).stream()
                .map(line -> line.split(CELLS, -1))
                .toList();
        assertThat(lines).hasSize(1 + FRAMES + 2 + 1 + FRAMES);
        assertThat(lines.stream().map(line -> line.length)).containsOnly(lines.get(0).length);
        assertThat(lines.get(0)).startsWith("file", "frame", "time", "track", "predicted", "x");
        assertThat(column(lines, 0, 1, 1 + FRAMES))
                .containsOnly(media.resolve("a.mp4").toString());
        assertThat(column(lines, 3, 1, 17)).containsOnly("1");
        // frames without a face have a line of their own
        assertThat(column(lines, 3, 17, 1 + FRAMES)).containsOnly("0");
        assertThat(column(lines, 1, 1, 1 + FRAMES))
                .isEqualTo(
                        IntStream.range(0, FRAMES).mapToObj(Integer::toString).toList());
        assertThat(column(lines, 3, 25, 27)).containsExactly("1", "2");
        assertThat(column(lines, 1, 25, 28)).containsOnly("");
        assertThat(lines.get(27)[List.of(lines.get(0)).indexOf("error")]).contains("c.mov as a video");
        assertThat(column(lines, 0, 28, 28 + FRAMES))
                .containsOnly(media.resolve("d.mp4").toString());
    }

    private static List<String> column(List<String[]> lines, int column, int from, int to) {
        return lines.subList(from, to).stream().map(line -> line[column]).toList();
    }

    @Test
    void jsonIsAnArrayOfBothAndTracksAreSummaries() throws IOException {
        JsonNode all = JsonFiles.parse(recognize(media, "--json").out());
        assertThat(all).hasSize(4);
        assertThat(all.path(0).path("frames")).hasSize(FRAMES);
        JsonNode person = all.path(0).path("tracks").path(0);
        assertThat(person.path("seconds").asDouble()).isCloseTo(1.6, within(0.01));
        assertThat(person.path("share_of_frames").asDouble()).isCloseTo(16.0 / 24, within(1e-6));
        assertThat(person.path("mean")).hasSize(7);
        assertThat(all.path(1).path("faces")).hasSize(2);
        assertThat(all.path(2).path("error").asText()).contains("c.mov");
        List<String> lines = recognize(media, "--format", "jsonl").out().lines().toList();
        assertThat(lines).hasSize(FRAMES + 1 + 1 + FRAMES);
        assertThat(JsonFiles.parse(lines.get(FRAMES)).path("faces")).hasSize(2);
    }

    @Test
    void patternsAndListsFindVideos() throws IOException {
        CommandResult result = recognize(media + "/*.mp4");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("a.mp4 (320 x 240", "d.mp4 (320 x 240");
        Path list =
                Files.writeString(folder.resolve("list.txt"), media.resolve("a.mp4") + "\n" + media.resolve("b.jpg"));
        assertThat(recognize("@" + list).out()).contains("a.mp4 (320 x 240", "b.jpg (420 x 256): 2 faces");
        Files.delete(media.resolve("a.mp4"));
        Files.delete(media.resolve("d.mp4"));
        assertThat(recognize(media + "/*.mp4").err()).contains("no file matches '");
    }

    @Test
    void copiesAndChartsGoIntoFolders() {
        Path marked = folder.resolve("marked");
        Path charts = folder.resolve("charts");
        Path heat = folder.resolve("heat");
        CommandResult result = recognize(media, "--annotate", marked, "--timeline", charts, "--explain", heat);
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        for (String name : List.of("a.mp4", "b.jpg", "d.mp4")) {
            assertThat(marked.resolve(name)).isRegularFile();
        }
        assertThat(RgbImage.read(charts.resolve("a.mp4.png")).width()).isGreaterThan(500);
        assertThat(charts.resolve("d.mp4.png")).isRegularFile();
        assertThat(heat.resolve("b.jpg-2.png")).isRegularFile();
        assertThat(recognize(media, "--timeline", folder.resolve("one.png")).err())
                .contains("--timeline " + folder.resolve("one.png") + " names one file, but 4 files are read: give a"
                        + " folder");
    }

    @Test
    void theSummaryHasALineForEachPerson() throws IOException {
        Path people = folder.resolve("people.csv");
        CommandResult result = recognize(media, "--summary", people, "--quiet");
        assertThat(result.code()).isEqualTo(3);
        List<String> lines = Files.readAllLines(people);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("file,person,first,last,seconds,frames,share_of_frames,emotion,");
        assertThat(lines.get(1)).startsWith(media.resolve("a.mp4") + ",1,0.000000,1.500000,1.600000,16,0.666667,");
        assertThat(lines.get(3)).startsWith(media.resolve("b.jpg") + ",2,,,,,1.000000,");
        assertThat(lines.get(4)).startsWith(media.resolve("c.mov") + ",0,,").contains("as a video");
    }

    @Test
    void anInterruptedRunGoesOn() throws IOException {
        Path answers = folder.resolve("answers");
        Path people = folder.resolve("people.csv");
        Object[] call = {media, "--format", "csv", "--out", answers + "/", "--summary", people, "--skip-done"};
        recognize(
                media.resolve("a.mp4"),
                media.resolve("b.jpg"),
                "--format",
                "csv",
                "--out",
                answers + "/",
                "--summary",
                people);
        FileTime first = Files.getLastModifiedTime(answers.resolve("a.mp4.csv"));
        String kept = Files.readString(people);
        CommandResult result = recognize(call);
        assertThat(result.err()).contains("2 of 4 files are done and skipped");
        assertThat(Files.getLastModifiedTime(answers.resolve("a.mp4.csv"))).isEqualTo(first);
        assertThat(answers.resolve("d.mp4.csv")).isRegularFile();
        assertThat(people).content().startsWith(kept).contains(media.resolve("d.mp4") + ",1,");
        // the file that cannot be read is tried again, everything else is done
        assertThat(recognize(call).err()).contains("3 of 4 files are done and skipped");
        Files.delete(media.resolve("c.mov"));
        CommandResult nothing = recognize(call);
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).isEqualTo("3 of 3 files are done and skipped\n");
    }

    @Test
    void skippingNeedsSomethingThatTellsWhatIsDone() {
        recognize(media, "--skip-done").requireMistake("--skip-done finds out what is done by the files");
        recognize(media, "--skip-done", "-o", folder.resolve("a.csv"))
                .requireMistake("--skip-done goes on with the files that an earlier run finished, and --out "
                        + folder.resolve("a.csv")
                        + ", one file for all, is written whole at the end, so a run that was stopped leaves nothing of"
                        + " it: give a folder (a name that ends in /)");
    }

    @Test
    void secondsAreMeansOfFrames() throws IOException {
        String out = recognize(media.resolve("a.mp4"), "--per", "second", "--format", "csv")
                .out();
        List<String[]> lines = out.lines().map(line -> line.split(",", -1)).toList();
        assertThat(column(lines, 2, 1, lines.size())).containsExactly("0.000000", "1.000000", "2.000000");
        assertThat(column(lines, 3, 1, lines.size())).containsExactly("1", "1", "0");
        JsonNode frames = JsonFiles.parse(
                        recognize(media.resolve("a.mp4"), "--json").out())
                .path("frames");
        double mean = IntStream.range(0, 10)
                .mapToDouble(i -> frames.path(i)
                        .path("faces")
                        .path(0)
                        .path("scores")
                        .path("happy")
                        .asDouble())
                .average()
                .orElseThrow();
        assertThat(Double.parseDouble(lines.get(1)[16])).isCloseTo(mean, within(1e-5));
        assertThat(lines.get(0)[16]).isEqualTo("happy");
    }

    @Test
    void aVideoOnStandardInputIsRead() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(film));
        try {
            JsonNode json = JsonFiles.parse(recognize("-", "--format", "json").out());
            assertThat(json.path("file").asText()).isEqualTo("-");
            assertThat(json.path("frames")).hasSize(FRAMES);
            System.setIn(new ByteArrayInputStream(Arrays.copyOf("0000ftypisom".getBytes(), 3000)));
            recognize("-").requireMistake("cannot read the video on standard input as a video: ");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void contentTellsWhatAFileIs() throws IOException {
        Path data = Files.write(folder.resolve("clip.dat"), film);
        assertThat(recognize(data).out()).contains("clip.dat (320 x 240, 10.00 frames a second): 24 frames");
        Path picture = Files.write(folder.resolve("photo.mp4"), photo);
        assertThat(photo(picture).out()).contains("photo.mp4 (420 x 256): 2 faces");
        for (String start : List.of("ID3\u0004", "RIFF0000WAVE", "fLaC", "0000ftypM4A ")) {
            Path sound = Files.writeString(folder.resolve("talk.bin"), start + "0".repeat(2000));
            assertThat(photo(sound).out())
                    .contains("talk.bin is a sound file, which is not decoded: give a file with pictures");
        }
    }

    @Test
    void theEndingDecidesTheForm() throws IOException {
        Path one = media.resolve("b.jpg");
        assertThat(photo(one, "-o", folder.resolve("a.json")).code()).isZero();
        assertThat(JsonFiles.read(folder.resolve("a.json")).path("faces")).hasSize(2);
        photo(one, "-o", folder.resolve("a.csv"));
        assertThat(folder.resolve("a.csv")).content().startsWith("file,face,");
        photo(one, "-o", folder.resolve("a.log"));
        assertThat(folder.resolve("a.log")).content().contains("2 faces, from left to right");
        photo(one, "-o", folder.resolve("b.log"), "--format", "jsonl");
        assertThat(folder.resolve("b.log")).content().startsWith("{\"version\":2,");
        photo(one, "-o", folder.resolve("c.json"), "--format", "csv")
                .requireMistake("--format csv and --out " + folder.resolve("c.json")
                        + " contradict each other: end the file's name in .csv, or leave out --format");
        photo(one, "-o", folder.resolve("c.csv"), "--json").requireMistake("leave out --json");
        photo(one, "--json", "--format", "csv")
                .requireMistake("--json and --format csv contradict each other: leave one out");
        assertThat(folder.resolve("c.json")).doesNotExist();
    }

    @Test
    void theOnlyPhotoIsMarkedAndExplainedIntoTheNamedFile() throws IOException {
        Path one = media.resolve("b.jpg");
        for (String name : List.of("marked.jpg", "marked.png")) {
            Path marked = folder.resolve(name);
            assertThat(photo(one, "--annotate", marked).code()).isZero();
            assertThat(marked).isRegularFile();
            assertThat(RgbImage.read(marked).width()).isGreaterThanOrEqualTo(420);
        }
        assertThat(Files.readAllBytes(folder.resolve("marked.jpg"))).startsWith(0xff, 0xd8);
        Path maps = folder.resolve("maps.png");
        assertThat(photo(one, "--explain", maps).code()).isZero();
        assertThat(RgbImage.read(maps).height())
                .as("two faces, one below the other")
                .isEqualTo(2 * oneMap(one));
        photo(one, "--annotate", folder.resolve("m.webp"))
                .requireMistake("but a marked photo is JPEG or PNG: expected a name that ends in .jpg or .png");
        photo(one, "--annotate", folder.resolve("m.mp4"))
                .requireMistake("names a video, but the input is a photo: give a folder, or a name that ends in .jpg");
        photo(one, "--explain", folder.resolve("m.jpg")).requireMistake("expected a name that ends in .png");
        photo(one, "--annotate", one).requireMistake("would overwrite " + one);
        photo(one, "--explain", one.resolveSibling("b.png"), "--annotate", one.resolveSibling("b.png"))
                .requireMistake("would both be written to ");
        photo(one, one.resolveSibling("b.jpg"), "--annotate", folder.resolve("m.jpg"))
                .requireMistake("names one file, but 2 files are read: give a folder");
    }

    private int oneMap(Path photo) {
        Path maps = folder.resolve("maps");
        photo(photo, "--explain", maps);
        return RgbImage.read(maps.resolve("b.jpg-1.png")).height();
    }

    @Test
    void photosEndWithALineOfCounts() throws IOException {
        Pngs.write(RecognizeCommandTest.picture(200, 200), media.resolve("e.png"));
        CommandResult text = photo(media.resolve("b.jpg"), media.resolve("e.png"));
        assertThat(text.out().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("2 pictures: 2 faces in 1 of them, 1 without a face. ");
        assertThat(text.err()).isEmpty();
        CommandResult csv = photo(media.resolve("b.jpg"), media.resolve("e.png"), "--format", "csv");
        assertThat(csv.out()).doesNotContain("2 pictures");
        assertThat(csv.err()).startsWith("2 pictures: 2 faces in 1 of them, 1 without a face. ");
        assertThat(photo(media.resolve("b.jpg"), media.resolve("e.png"), "--format", "csv", "-q")
                        .err())
                .isEmpty();
        assertThat(photo(media.resolve("b.jpg")).out()).doesNotContain("pictures");
    }

    @Test
    void aRunIsExportedOnce() throws IOException {
        Path run = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("runs/first"));
        Path one = media.resolve("b.jpg");
        CommandResult first = mien("recognize", "--model", run, one, "--min-face", 40, "--json")
                .requireDone();
        List<Path> kept = exports();
        assertThat(kept).hasSize(1);
        FileTime made = Files.getLastModifiedTime(kept.get(0));
        CommandResult second = mien(
                        "recognize", "--model", run.resolve("best.safetensors"), one, "--min-face", 40, "--json")
                .requireDone();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(exports()).isEqualTo(kept);
        assertThat(Files.getLastModifiedTime(kept.get(0))).isEqualTo(made);
        mien("calibrate", "--model", run).requireDone();
        mien("recognize", "--model", run, one, "--min-face", 40).requireDone();
        assertThat(exports()).hasSize(1).isNotEqualTo(kept);
        mien("recognize", "--model", folder.resolve("runs/none.safetensors"), one)
                .requireMistake("there is no model at ");
    }

    private List<Path> exports() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs/.exports"))) {
            return files.filter(file -> !AtomicFile.isUnfinished(file)).toList();
        }
    }
}
