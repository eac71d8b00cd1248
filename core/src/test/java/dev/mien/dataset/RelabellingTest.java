package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelabellingTest {
    /** One face of each class of AffectNet, and a second one of contempt. */
    private final Dataset faces = Dataset.of(
            "faces", 1, 1, new byte[] {10, 11, 12, 13, 14, 15, 16, 17, 18}, LabelSets.named("affectnet-8"), new byte[] {
                0, 1, 2, 3, 4, 5, 6, 7, 7
            });

    private static List<String> names(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::labelName).toList();
    }

    private static Relabelling.Result apply(Dataset data, Map<String, String> targets, String... kept) {
        return new Relabelling(targets, List.of(kept)).apply(data);
    }

    @Test
    void takesAPartOfTheClassesInTheOrderGiven() {
        Relabelling.Result part = apply(faces, Map.of(), "sadness", "happy");

        assertThat(part.data().labelSet().names()).containsExactly("sad", "happy");
        assertThat(names(part.data())).containsExactly("happy", "sad");
        assertThat(part.data().labels()).containsExactly(1, 0);
        assertThat(part.data().row(1)).isEqualTo(2);
        assertThat(part.data().pixel(1, 0, 0)).isEqualTo(12);
        assertThat(part.data().classCounts()).containsExactly(1, 1);
        assertThat(part.notes())
                .contains("1 faces of the class neutral are left out", "2 faces of the class contempt are left out")
                .hasSize(6);
    }

    /** AffectNet without contempt is the set of seven that goes by that name. */
    @Test
    void dropsAndJoins() {
        Relabelling.Result seven = apply(faces, Map.of("contempt", ""));
        assertThat(seven.data().labelSet().name()).isEqualTo("affectnet-7");
        assertThat(seven.data().size()).isEqualTo(7);

        Dataset joined = apply(seven.data(), Map.of("disgust", "anger")).data();
        assertThat(joined.labelSet().names()).containsExactly("neutral", "happy", "sad", "surprise", "fear", "angry");
        assertThat(joined.classCounts()).containsExactly(1, 1, 1, 1, 1, 2);
        assertThat(joined.sha256()).isNotEqualTo(seven.data().sha256());
    }

    @Test
    void joinsIntoANewClass() {
        Map<String, String> sides = Map.of(
                "happy", "positive", "sad", "negative", "angry", "negative", "fear", "negative", "disgust", "negative");

        Dataset joined = apply(faces, sides, "positive", "neutral", "negative").data();

        assertThat(joined.labelSet().names()).containsExactly("positive", "neutral", "negative");
        assertThat(joined.classCounts()).containsExactly(1, 1, 4);
    }

    @Test
    void leavesOutClassesThatTheDataNeverHad() {
        Dataset few = faces.select(new int[] {0, 3, 7});

        Relabelling.Result part = Relabelling.withoutEmptyClasses(few);

        assertThat(part.data().labelSet().names()).containsExactly("neutral", "surprise", "contempt");
        assertThat(part.data().labels()).containsExactly(0, 1, 2);
        assertThat(part.notes())
                .containsExactly("faces has no face of happy, sad, fear, disgust, angry. The classes are neutral,"
                        + " surprise, contempt.");
        assertThat(Relabelling.withoutEmptyClasses(faces).data()).isSameAs(faces);
    }

    @Test
    void refusesUnknownClassesAndAnEmptyResult() {
        assertThatThrownBy(() -> apply(faces, Map.of("bored", "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the data has no class 'bored', expected one of neutral, happy, sad, surprise, fear,"
                        + " disgust, angry, contempt: correct the name");
        assertThatThrownBy(() -> apply(faces, Map.of(), "bored")).hasMessageContaining("no class 'bored'");
        assertThatThrownBy(() -> apply(faces.select(new int[] {0}), Map.of(), "happy", "sad"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("faces has no face of the classes happy, sad: keep a class that it has, which are those of"
                        + " neutral, happy, sad, surprise, fear, disgust, angry, contempt");
    }

    @Test
    void aCsvOfOtherClassesIsReadByItsLabels(@TempDir Path folder) throws IOException {
        String pixels = Faces.text(Faces.pixels(1));
        Path file = folder.resolve("own.csv");
        Files.writeString(file, "emotion,pixels\n7," + pixels + "\nContempt," + pixels + "\n1," + pixels + "\n \n\n");

        Dataset data = Fer2013Csv.read(file, LabelSets.named("affectnet-8"));

        assertThat(names(data)).containsExactly("contempt", "contempt", "happy");
        assertThat(DatasetSummary.of(file, LabelSets.named("affectnet-8")).classCounts())
                .containsExactly(0L, 1L, 0L, 0L, 0L, 0L, 0L, 2L);
        assertThatThrownBy(() -> Fer2013Csv.read(file, LabelSet.parse("bored,calm")))
                .hasMessage(file + ", row 1 (line 2) emotion is '7', expected 0 to 1 or one of bored, calm: correct or"
                        + " remove the row");
        assertThat(Dataset.of("own", 1, 1, new byte[1], LabelSet.parse("bored,calm"), new byte[] {1})
                        .sha256())
                .isNotEqualTo(Dataset.of("own", 1, 1, new byte[1], LabelSet.parse("bored,fine"), new byte[] {1})
                        .sha256());
    }
}
