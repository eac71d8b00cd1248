package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSummaryTest {
    @TempDir
    Path folder;

    @Test
    void countsMissingValuesPerColumnAndClassesPerUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("gaps.csv"), """
                emotion,pixels,Usage
                0,1 2 3,Training
                ,4 5 6,Training
                happy,,PublicTest
                3,7 8 9,
                6,NaN
                6,70 80 82 72 58 58 60 63 54 58 60 48 89 115 121,PublicTest
                """);

        DatasetSummary summary = DatasetSummary.of(file);

        assertThat(summary.format()).isEqualTo("CSV");
        assertThat(summary.rows()).isEqualTo(6);
        assertThat(summary.labelled()).isEqualTo(5);
        assertThat(summary.missing()).isEqualTo(5);
        assertThat(summary.columns())
                .containsExactly(
                        new DatasetSummary.Column("emotion", 1),
                        new DatasetSummary.Column("pixels", 2),
                        new DatasetSummary.Column("Usage", 2));
        assertThat(summary.classCounts()).containsExactly(1L, 0L, 0L, 2L, 0L, 0L, 2L);
        assertThat(summary.usageCounts())
                .isEqualTo(Map.of(
                        Usage.TRAINING, List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L),
                        Usage.PUBLIC_TEST, List.of(0L, 0L, 0L, 1L, 0L, 0L, 1L)));
        assertThat(summary.firstRows())
                .containsExactly(
                        List.of("0", "1 2 3", "Training"),
                        List.of("", "4 5 6", "Training"),
                        List.of("happy", "", "PublicTest"),
                        List.of("3", "7 8 9", ""),
                        List.of("6", "", ""));
    }

    @Test
    void shortensThePixelsOfTheFirstRows() throws IOException {
        Path file = Files.write(folder.resolve("faces.csv.gz"), Faces.gzip(Faces.csv(400)));

        DatasetSummary summary = DatasetSummary.of(file);

        assertThat(summary.format()).isEqualTo("CSV, gzip");
        assertThat(summary.rows()).isEqualTo(400);
        assertThat(summary.firstRows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get(1)).hasSize(40).endsWith("..."));
    }

    @Test
    void refusesWhatNamesNothing() throws IOException {
        Path label = Files.writeString(folder.resolve("label.csv"), "emotion,pixels\n9,1\n");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "emotion,pixels\n");

        assertThatThrownBy(() -> DatasetSummary.of(label))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(label + ", row 1 (line 2) emotion is '9', expected 0 to 6");
        assertThatThrownBy(() -> DatasetSummary.of(empty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(empty + " has a header but no rows: copy or download it again");
    }

    @Test
    void describesAFolder() throws IOException {
        for (String name : List.of("train/sad/b.png", "train/sad/a.jpg", "test/happy/PublicTest_1.png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }

        DatasetSummary summary = DatasetSummary.of(folder);

        assertThat(summary.format()).isEqualTo("folder of pictures");
        assertThat(summary.rows()).isEqualTo(3);
        assertThat(summary.missing()).isZero();
        assertThat(summary.classCounts()).containsExactly(0L, 0L, 0L, 1L, 2L, 0L, 0L);
        assertThat(summary.firstRows())
                .containsExactly(
                        List.of("happy", Path.of("test/happy/PublicTest_1.png").toString(), "PublicTest"),
                        List.of("sad", Path.of("train/sad/a.jpg").toString(), "Training"),
                        List.of("sad", Path.of("train/sad/b.png").toString(), "Training"));
    }
}
