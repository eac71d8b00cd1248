package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.FerPlus;
import dev.mien.testing.Fer2013Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty drawn faces, of which the first three stand in PublicTest again, the second with another label. */
class DataAuditCommandTest {
    private static final int DRAWN = 40;

    @TempDir
    private Path folder;

    private Path csv;
    private Path votes;

    @BeforeEach
    void write() throws IOException {
        csv = Fer2013Files.write(folder.resolve("faces.csv"), DRAWN);
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        for (int i = 1; i <= 3; i++) {
            String copy = lines.get(i).replace("Training", "PublicTest");
            lines.add(i == 2 ? "6" + copy.substring(1) : copy);
        }
        Files.write(csv, lines);
        List<String> ballots = new ArrayList<>();
        ballots.add("Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF");
        for (int i = 0; i < DRAWN + 3; i++) {
            ballots.add((i < DRAWN ? "Training" : "PublicTest") + "," + i + ".png,"
                    + (i == 10 ? "0,0,0,0,0,0,0,0,0,10" : "0,0,0,0,10,0,0,0,0,0"));
        }
        votes = Files.write(folder.resolve("votes.csv"), ballots);
    }

    private CommandResult audit(Object... more) {
        List<Object> words = new ArrayList<>(List.of("data", "audit", "--data", csv, "--out", folder.resolve("out")));
        words.addAll(List.of(more));
        return mien(words.toArray());
    }

    @Test
    void findsPrintsAndWrites() throws IOException {
        CommandResult result = audit("--ferplus", votes);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("faces.csv: 43 rows", "copy                 6 rows in 3 groups", "page: ")
                .contains("leak                 3 rows in 3 groups", "conflict             2 rows in 1 groups")
                .contains("not-a-face           1 rows: Not a face, says FER+")
                .contains("% of the labels agree with most of FER+'s taggers (42 rows, rule probability)");
        JsonNode json = JsonFiles.read(folder.resolve("out/audit.json"));
        assertThat(json.path("rows").asInt()).isEqualTo(43);
        assertThat(json.path("sha256").asText()).isEqualTo(Fer2013Csv.read(csv).sha256());
        assertThat(json.path("findings").path("leak").path("row_numbers").toString())
                .isEqualTo("[40,41,42]");
        assertThat(json.path("findings")
                        .path("conflict")
                        .path("row_numbers_by_group")
                        .toString())
                .isEqualTo("[[1,41]]");
        assertThat(json.path("classes").path("PublicTest").path("neutral").asInt())
                .isEqualTo(1);
        assertThat(json.path("ferplus").path("n").asInt()).isEqualTo(42);
        assertThat(Files.readString(folder.resolve("out/audit.html")))
                .contains("Exact copies across parts", "class=\"gallery\"", "PublicTest 41", "data:image/png;base64,")
                .doesNotContain("http:", "https:", "<script");
    }

    @Test
    void failsOnWhatIsNamedAndFound() {
        CommandResult result = audit("--fail-on", "leak,blank,conflict");
        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "mien: the data has leak (3 rows), conflict (2 rows), which --fail-on forbids");
        assertThat(folder.resolve("out/audit.json")).isNotEmptyFile();
        assertThat(audit("--fail-on", "blank,flat").code()).isZero();
    }

    @Test
    void cleansDataAndVotesSoThatTheyStillBelongTogether() {
        Path clean = folder.resolve("clean.csv");
        CommandResult result = audit("--ferplus", votes, "--clean", clean);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("clean: " + clean + ", 38 rows; 5 removed", "  not-a-face           1 rows")
                .contains("  copy                 2 rows", "  conflict             2 rows");
        Dataset left = Fer2013Csv.read(clean);
        assertThat(left.size()).isEqualTo(38);
        assertThat(FerPlus.read(folder.resolve("clean.ferplus.csv"))
                        .requireFor(left)
                        .rows())
                .isEqualTo(38);
        CommandResult again = mien(
                "data", "audit", "--data", clean, "--out", folder.resolve("again"), "--fail-on", "copy,leak,conflict");
        assertThat(again.code()).as(again.err()).isZero();
    }

    @Test
    void mistakesAreExplained() throws IOException {
        CommandResult unknown = audit("--fail-on", "leaks");
        assertThat(unknown.code()).isEqualTo(Main.MISTAKE);
        assertThat(unknown.err())
                .startsWith("mien: an audit has no finding 'leaks', expected some of copy, leak, conflict");
        CommandResult without = audit("--fail-on", "not-a-face");
        assertThat(without.code()).isEqualTo(Main.MISTAKE);
        assertThat(without.err()).contains("--fail-on not-a-face needs FER+'s votes: give --ferplus fer2013new.csv");
        CommandResult over = audit("--clean", csv);
        assertThat(over.code()).isEqualTo(Main.MISTAKE);
        assertThat(over.err())
                .contains("--clean " + csv + " would overwrite a file that the audit reads: give" + " another file");
        assertThat(audit("--ferplus", votes, "--clean", votes).err())
                .contains("would overwrite a file that the audit reads");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), csv);
        assertThat(audit("--clean", link).err()).contains("would overwrite a file that the audit reads");
        List<String> lines = Files.readAllLines(csv).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        Files.write(csv, lines);
        CommandResult noSplit = audit("--fail-on", "leak");
        assertThat(noSplit.code()).isEqualTo(Main.MISTAKE);
        assertThat(noSplit.err())
                .contains("--fail-on leak needs an official split, but faces.csv has none: give data with a Usage"
                        + " column");
    }
}
