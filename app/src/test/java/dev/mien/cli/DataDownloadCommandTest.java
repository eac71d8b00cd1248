package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.download.DrawnFer2013;
import dev.mien.download.Fer2013Source;
import dev.mien.testing.FileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code mien data download} as a user meets it. */
class DataDownloadCommandTest {
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
    private CommandResult download(Object... arguments) {
        return CommandResult.of(
                new CommandLine(new DataDownloadCommand(DrawnFer2013.download(FACES)))
                        .setCaseInsensitiveEnumValuesAllowed(true),
                arguments);
    }

    @Test
    void itSaysWhatWasShownAndWhatIsNext() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        Path file = folder.resolve("faces.csv.gz");
        CommandResult result = download("fer2013", "--mirror", server.address(""), "--out", file)
                .requireDone();
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
        CommandResult result = download(
                        "FER2013",
                        "--from",
                        "webdataset",
                        "--mirror",
                        server.address(""),
                        "--out",
                        folder.resolve("f.csv"))
                .requireDone();
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
        CommandResult result =
                mien("data", "download", "fer2013", "--from", "kaggle", "--mirror", server.address(""), "--out", file);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("mien: these are not FER2013's faces")
                .contains("expected Training [3995, 436, 4097, 7215, 4830, 3171, 4965]")
                .doesNotContain("\tat ");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsGoneFromTheSourceIsExplained() {
        CommandResult result = mien(
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
        CommandResult result = mien("data", "download", name, option, value);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(text);
    }

    @Test
    void aFileThatIsThereIsAMistake() throws IOException {
        Path file = Files.createFile(folder.resolve("faces.csv"));
        CommandResult result = mien("data", "download", "fer2013", "--out", file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("exists already").contains("--force");
    }
}
