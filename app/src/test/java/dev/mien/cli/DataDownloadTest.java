package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.download.DrawnFer2013;
import dev.mien.download.Fer2013Source;
import dev.mien.testing.FileServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code mien data download} as a user meets it. */
class DataDownloadTest {
    private static final Dataset FACES = DrawnFer2013.faces();

    @TempDir
    private Path folder;

    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The command as it is, but for the faces that it expects. */
    private MainTest.Result download(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new DataDownloadCommand(DrawnFer2013.download(FACES)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return new MainTest.Result(line.execute(words), out.toString(), err.toString());
    }

    @Test
    void itSaysWhatWasShownAndWhatIsNext() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        Path file = folder.resolve("faces.csv.gz");
        MainTest.Result result = download("fer2013", "--mirror", server.address(""), "--out", file);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .anyMatch(line -> line.matches("train-.*\\.parquet: fetched, 0\\.\\d MB"))
                .contains(
                        "reading, checking and writing",
                        "part           faces     angry  disgust     fear    happy      sad surprise  neutral",
                        "Training          40         6        2        7        9        5        3        8",
                        "counts: equal to FER2013's in each class and part, so the source's class numbers are angry,"
                                + " disgust, fear, happy, sad, surprise, neutral",
                        "pixels of PublicTest: equal to the CSV's, in its order",
                        "pixels of PrivateTest: not compared: FER2013's pixels of this part are unknown",
                        "rows: in the CSV's order, so FER+ (fer2013new.csv) joins by row number; the order within"
                                + " PrivateTest is unknown",
                        "next: './mien data info --data " + file + "' shows it, './mien train --data " + file
                                + " --split official' trains on it");
        assertThat(Fer2013Csv.read(file).sha256()).isEqualTo(FACES.sha256());
    }

    @Test
    void aSourceWithoutOfficialTestsSaysSo() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.WEBDATASET, FACES, folder);
        MainTest.Result result = download(
                "FER2013", "--from", "webdataset", "--mirror", server.address(""), "--out", folder.resolve("f.csv"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("class numbers are angry, disgust, fear, happy, neutral, sad, surprise")
                .contains("pixels of Training: close to the CSV's, not equal: the pictures went through JPEG")
                .contains("FER+ (fer2013new.csv) cannot be joined by row number")
                .contains("all test rows are PrivateTest")
                .doesNotContain("--split official");
    }

    @Test
    void otherFacesEndTheProgramWithOneAndNoFile() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.KAGGLE, FACES, folder);
        Path file = folder.resolve("faces.csv");
        MainTest.Result result = MainTest.mien(
                "data", "download", "fer2013", "--from", "kaggle", "--mirror", server.address(""), "--out", file);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("mien: these are not FER2013's faces")
                .contains("expected Training [3995, 436, 4097, 7215, 4830, 3171, 4965]")
                .doesNotContain("\tat ");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsGoneFromTheSourceIsExplained() {
        MainTest.Result result = MainTest.mien(
                "data", "download", "fer2013", "--mirror", server.address(""), "--out", folder.resolve("faces.csv"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("answered with status 404").contains("Or fetch ");
    }

    @ParameterizedTest
    @CsvSource({
        "mnist,--from,kaggle,there is no data set 'mnist'",
        "fer2013,--from,torrent,--from",
        "fer2013,--mirror,somewhere,the mirror is somewhere",
        "fer2013,--mirror,ftp://somewhere,the mirror is ftp://somewhere"
    })
    void aMistakeEndsTheProgramWithTwo(String name, String option, String value, String text) {
        MainTest.Result result = MainTest.mien("data", "download", name, option, value);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(text);
    }

    @Test
    void aFileThatIsThereIsAMistake() throws IOException {
        Path file = Files.createFile(folder.resolve("faces.csv"));
        MainTest.Result result = MainTest.mien("data", "download", "fer2013", "--out", file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("exists already").contains("--force");
    }

    private static String shown(boolean terminal, Duration between) {
        StringWriter out = new StringWriter();
        try (DownloadDisplay display = new DownloadDisplay(new PrintWriter(out), terminal, between)) {
            display.onStart("a.zip", 1_000_000, OptionalLong.of(9_000_000));
            display.onBytes(5_000_000);
            display.onRetry("a.zip", "it ended", Duration.ofSeconds(2));
            display.onStart("a.zip", 5_000_000, OptionalLong.empty());
            display.onFile("a.zip", 9_000_000);
        }
        return out.toString();
    }

    @Test
    void progressIsPlainLinesWhereThereIsNoTerminal() {
        assertThat(shown(false, Duration.ZERO).lines())
                .containsExactly(
                        "a.zip: 9.0 MB, continues after 1.0 MB",
                        "a.zip: 5.0 MB of 9.0 MB",
                        "a.zip: it ended; next attempt in 2 s",
                        "a.zip: size unknown, continues after 5.0 MB",
                        "a.zip: fetched, 9.0 MB");
        assertThat(shown(false, Duration.ofHours(1))).doesNotContain("5.0 MB of");
    }

    @Test
    void onATerminalTheBarTakesThePlaceOfLines() {
        assertThat(shown(true, Duration.ZERO).lines())
                .containsExactly("a.zip: it ended; next attempt in 2 s", "a.zip: fetched, 9.0 MB");
    }
}
