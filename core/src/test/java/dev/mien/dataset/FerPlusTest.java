package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FerPlusTest {
    private static final String HEADER =
            "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("votes.csv"), content);
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> FerPlus.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + message);
    }

    private static Dataset faces(Usage... usages) {
        return Dataset.of("faces.csv", 1, 1, new byte[usages.length], new byte[usages.length], usages);
    }

    @Test
    void readsVotesAndAnEmptyName() throws IOException {
        FerPlus votes = FerPlus.read(
                file(HEADER + "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\r\nPublicTest,,0,0,0,0,0,0,0,0,0,10\n\n"));
        assertThat(votes.rows()).isEqualTo(2);
        assertThat(votes.source()).isEqualTo("votes.csv");
        assertThat(votes.votes(0)).isEqualTo(FerPlusVotes.of(4, 0, 0, 1, 3, 2, 0, 0, 0, 0));
        assertThat(votes.usage(1)).isEqualTo(Usage.PUBLIC_TEST);
        assertThat(votes.votes(1).count(FerPlusClass.NOT_A_FACE)).isEqualTo(10);
        assertThat(votes).hasToString("votes.csv (2 rows, 20 votes, 1 without a picture's name)");
    }

    @Test
    void refusesWhatIsNoSuchFile() throws IOException {
        assertRefused("", ", line 1 is '', expected " + HEADER.strip() + ": give FER+'s fer2013new.csv");
        assertRefused(
                "emotion,pixels\n",
                ", line 1 is 'emotion,pixels', expected " + HEADER.strip() + ": give FER+'s fer2013new.csv");
        assertRefused(HEADER, " has a header but no rows: copy the file again");
        assertRefused(HEADER + "Training,a,1,2\n", ", row 1 (line 2) has 4 values, expected 12: copy the file again");
        assertRefused(
                HEADER + "Test,a,4,0,0,1,3,2,0,0,0,0\n",
                ", row 1 (line 2) has the Usage 'Test', expected Training, PublicTest or PrivateTest: "
                        + "copy the file again");
        assertRefused(
                HEADER + "Training,a,4,0,0,1,3,2,0,0,0,0\nTraining,b,4,0,-1,1,3,2,0,0,0,0\n",
                ", row 2 (line 3) has '-1' votes for surprise, expected 0 to 100: copy the file again");
    }

    @Test
    void anAbsentFileIsNamed() {
        Path absent = folder.resolve("absent.csv");
        assertThatThrownBy(() -> FerPlus.read(absent))
                .hasMessage(absent + " is not a file: give the path of FER+'s votes, fer2013new.csv");
    }

    @Test
    void aJoinNeedsAsManyRowsAndTheSameParts() throws IOException {
        String row = ".png,4,0,0,1,3,2,0,0,0,0\n";
        FerPlus votes = FerPlus.read(file(HEADER + "Training,a" + row + "PublicTest,b" + row));
        Dataset fitting = faces(Usage.TRAINING, Usage.PUBLIC_TEST);
        assertThat(votes.requireFor(fitting)).isSameAs(votes);
        assertThat(votes.requireFor(fitting.withUsage(Usage.PUBLIC_TEST))).isSameAs(votes);
        assertThat(votes.requireFor(Dataset.of("dots", 1, 1, new byte[2], new byte[2])))
                .isSameAs(votes);
        assertThatThrownBy(() -> votes.requireFor(faces(Usage.TRAINING)))
                .hasMessage("votes.csv has 2 rows, faces.csv has 1: FER+ is joined by row number, so give the votes on"
                        + " all rows of the data, in their order");
        assertThatThrownBy(() -> votes.requireFor(faces(Usage.TRAINING, Usage.TRAINING)))
                .hasMessage("row 2 is PublicTest in votes.csv and Training in faces.csv: FER+ is joined by row number, "
                        + "so give the data in FER2013's order");
    }

    /** As many rows with the right parts, but in another order: row numbers join others' votes to the faces. */
    @Test
    void votesThatAgreeWithTheLabelsByChanceAloneAreNotTheirs() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        byte[] labels = new byte[140];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i < 70 ? 3 : 6);
            text.append("Training,,").append(i < 70 ? "1,9" : "9,1").append(",0,0,0,0,0,0,0,0\n");
        }
        FerPlus votes = FerPlus.read(file(text.toString()));
        Dataset faces = Dataset.of("faces.csv", 1, 1, new byte[140], labels);
        assertThat(votes.requireFor(faces)).isSameAs(votes);
        byte[] mixed = new byte[140];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = labels[i * 2 % 140];
        }
        assertThatThrownBy(() -> votes.requireFor(Dataset.of("sorted.csv", 1, 1, new byte[140], mixed)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("50.0 % of the labels of sorted.csv agree with most taggers in votes.csv, and"
                        + " 50.0 % would by chance: these are not the votes on these faces.");
        assertThat(votes.requireFor(faces.limit(99)))
                .as("of few rows chance may be all")
                .isSameAs(votes);
        byte[] happy = new byte[140];
        Arrays.fill(happy, (byte) 3);
        assertThat(votes.requireFor(Dataset.of("happy.csv", 1, 1, new byte[140], happy)))
                .as("one class alone tells nothing")
                .isSameAs(votes);
    }

    /** A lost row and a doubled one keep the number of rows, and half of the votes are then their neighbours'. */
    @Test
    void aLostRowAndADoubledOneAreNoticed() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> rows = new ArrayList<>();
        byte[] labels = new byte[2000];
        for (int i = 0; i < labels.length; i++) {
            boolean happy = random.nextBoolean();
            boolean agrees = random.nextInt(100) < 80;
            labels[i] = (byte) (happy ? 3 : 6);
            rows.add("Training,," + (happy == agrees ? "1,9" : "9,1") + ",0,0,0,0,0,0,0,0\n");
        }
        Dataset faces = Dataset.of("faces.csv", 1, 1, new byte[2000], labels);
        FerPlus whole = FerPlus.read(file(HEADER + String.join("", rows)));
        assertThat(whole.requireFor(faces)).isSameAs(whole);
        rows.remove(500);
        rows.add(1100, rows.get(1100));
        FerPlus shifted = FerPlus.read(file(HEADER + String.join("", rows)));
        assertThatThrownBy(() -> shifted.requireFor(faces))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("from row [456]01 to row [678]00, [45].[.]. % of the labels of faces.csv agree with"
                        + " most taggers in votes.csv, and [45].[.]. % would by chance: these votes are on other"
                        + " faces[.] A row is missing or doubled in one of the two files, so copy both again[.] .*");
    }

    /** By their names, also where too few rows moved for the labels to tell. */
    @Test
    void twoRowsAboutOnePictureAreRefused() throws IOException {
        String first = "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\n";
        String without = "Training,,0,0,0,0,0,0,0,0,0,10\n";
        assertRefused(
                HEADER + first + without + without + first,
                ", row 4 (line 5) is about the picture 'fer0000000.png', as row 1 is: copy the file again");
    }

    @Test
    void aSortedFileIsNotTakenForAShiftedOne() throws IOException {
        byte[] labels = new byte[2000];
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i < 1000 ? 3 : 6);
            text.append("Training,,")
                    .append(i < 1000 == i % 5 > 0 ? "1,9" : "9,1")
                    .append(",0,0,0,0,0,0,0,0\n");
        }
        FerPlus votes = FerPlus.read(file(text.toString()));
        assertThat(votes.requireFor(Dataset.of("sorted.csv", 1, 1, new byte[2000], labels)))
                .isSameAs(votes);
    }

    @Test
    void aFileWithoutLineEndsIsNotReadToItsEnd() throws IOException {
        assertRefused(
                HEADER + "x".repeat(5000),
                ", line 2 is longer than 4096 characters, a row of FER+ has about 50: give FER+'s fer2013new.csv");
    }

    @Test
    void aSelectionIsWrittenAsItIsRead() throws IOException {
        String first = "Training,a.png,4,0,0,1,3,2,0,0,0,0\n";
        String third = "PrivateTest,,0,0,0,0,0,0,0,0,0,10\n";
        FerPlus votes = FerPlus.read(file(HEADER + first + "Training,b.png,10,0,0,0,0,0,0,0,0,0\n" + third));
        Path part = folder.resolve("part.csv");
        votes.write(part, new int[] {0, 2});
        assertThat(Files.readString(part)).isEqualTo(HEADER + first + third);
        assertThat(FerPlus.read(part).rows()).isEqualTo(2);
    }

    /** Each line: the ten votes, then the label under majority, probability and cross-entropy. */
    @ParameterizedTest
    @CsvSource({
        "6 4 0 0 0 0 0 0 0 0, NEUTRAL, NEUTRAL, NEUTRAL",
        "5 5 0 0 0 0 0 0 0 0, , NEUTRAL, NEUTRAL",
        "0 0 0 3 4 2 0 0 1 0, , ANGER, ANGER",
        "0 0 0 0 0 0 0 6 4 0, CONTEMPT, CONTEMPT, CONTEMPT",
        "0 1 0 2 0 0 0 0 7 0, , , SADNESS",
        "0 0 0 4 0 0 0 0 2 4, , SADNESS, SADNESS",
        "0 0 0 0 0 0 0 0 0 10, , ,",
        "0 5 0 0 0 0 0 0 4 0, HAPPINESS, HAPPINESS, HAPPINESS"
    })
    void theRulesDifferInWhichRowsHaveALabel(
            String text, FerPlusClass majority, FerPlusClass probability, FerPlusClass crossEntropy) {
        FerPlusVotes votes = FerPlusVotes.of(
                Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray());
        assertThat(FerPlusRule.MAJORITY.label(votes)).isEqualTo(Optional.ofNullable(majority));
        assertThat(FerPlusRule.PROBABILITY.label(votes)).isEqualTo(Optional.ofNullable(probability));
        assertThat(FerPlusRule.CROSS_ENTROPY.label(votes)).isEqualTo(Optional.ofNullable(crossEntropy));
    }

    /** What ferplus.py of the paper's authors does, followed by hand: the class that it keeps, or none. */
    @ParameterizedTest
    @CsvSource({
        "5 1 1 1 1 1 0 0 0 0, NEUTRAL",
        "4 4 1 1 0 0 0 0 0 0,",
        "4 3 1 1 1 0 0 0 0 0, NEUTRAL",
        "0 0 0 3 4 2 0 0 1 0,",
        "1 1 1 1 1 1 1 1 1 1,",
        "2 1 1 1 1 1 1 1 1 0, NEUTRAL",
        "0 1 0 2 0 0 0 0 7 0,",
        "0 2 1 1 1 1 1 1 1 1, HAPPINESS",
        "0 0 0 0 0 0 0 0 1 9,"
    })
    void singleVotesAreStruckBeforeTheMajorityOfThePapersAuthors(String text, FerPlusClass label) {
        FerPlusVotes votes = FerPlusVotes.of(
                Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray());
        assertThat(FerPlusRule.BARSOUM_MAJORITY.label(votes)).isEqualTo(Optional.ofNullable(label));
    }

    @Test
    void aDistributionLeavesOutWhatIsNoEmotion() {
        assertThat(FerPlusVotes.of(1, 0, 0, 3, 0, 0, 0, 0, 4, 2).distribution())
                .containsExactly(0.25f, 0, 0, 0.75f, 0, 0, 0, 0);
        assertThat(FerPlusVotes.of(0, 0, 0, 0, 0, 0, 0, 0, 4, 6).distribution())
                .containsOnly(0f)
                .hasSize(8);
    }

    @Test
    void badVotesAreRefused() {
        assertThatThrownBy(() -> FerPlusVotes.of(1, -2))
                .hasMessage("the votes of FER+ are [1, -2], expected 10 counts of 0 or more: one for each class");
    }

    /** FER+'s column names are synonyms that FER2013's enum parses by itself: two sources that must agree. */
    @Test
    void everyEmotionHasItsClassAndContemptHasNone() {
        for (Emotion emotion : Emotion.all()) {
            assertThat(FerPlusClass.of(emotion).emotion()).contains(emotion);
            assertThat(Emotion.parse(FerPlusClass.of(emotion).label())).contains(emotion);
        }
        assertThat(FerPlusClass.all().stream().filter(c -> c.emotion().isEmpty()))
                .containsExactly(FerPlusClass.CONTEMPT, FerPlusClass.UNKNOWN, FerPlusClass.NOT_A_FACE);
        assertThat(FerPlusClass.emotions()).allMatch(FerPlusClass::isEmotion).hasSize(8);
    }

    /** The figures of {@link FerPlusRule}'s documentation, where FER+'s file is at hand: MIEN_FERPLUS names it. */
    @Test
    void theRulesKeepTheseRowsOfPublicTest() {
        String given = System.getenv().getOrDefault("MIEN_FERPLUS", "");
        assumeTrue(Files.isRegularFile(Path.of(given)), "MIEN_FERPLUS names no file");
        FerPlus votes = FerPlus.read(Path.of(given));
        assertThat(rows(votes, FerPlusRule.MAJORITY)).isEqualTo(2_862);
        assertThat(rows(votes, FerPlusRule.BARSOUM_MAJORITY)).isEqualTo(3_199);
        assertThat(rows(votes, FerPlusRule.PROBABILITY)).isEqualTo(3_553);
        assertThat(rows(votes, FerPlusRule.CROSS_ENTROPY)).isEqualTo(3_579);
    }

    private static long rows(FerPlus votes, FerPlusRule rule) {
        return IntStream.range(0, votes.rows())
                .filter(row -> votes.usage(row) == Usage.PUBLIC_TEST)
                .filter(row -> rule.label(votes.votes(row)).isPresent())
                .count();
    }
}
