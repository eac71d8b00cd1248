package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSetTest {
    /** The orders that the data sets' own papers and read-me files give. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fer2013     | angry, disgust, fear, happy, sad, surprise, neutral
            ferplus     | neutral, happiness, surprise, sadness, anger, disgust, fear, contempt
            raf-db      | surprise, fear, disgust, happy, sad, angry, neutral
            affectnet-8 | neutral, happy, sad, surprise, fear, disgust, angry, contempt
            affectnet-7 | neutral, happy, sad, surprise, fear, disgust, angry
            ck+         | neutral, angry, contempt, disgust, fear, happy, sad, surprise
            jaffe       | happy, sad, surprise, angry, disgust, fear, neutral
            kdef        | fear, angry, disgust, happy, neutral, sad, surprise
            expw        | angry, disgust, fear, happy, sad, surprise, neutral
            """)
    void presetsHaveTheOrderOfTheirData(String name, String order) {
        assertThat(LabelSets.named(name).text()).isEqualTo(order);
        assertThat(LabelSet.parse(name.toUpperCase(Locale.ROOT)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "fer2013, 0, angry",
        "fer2013, ANGER, angry",
        "raf-db, 1, surprise",
        "raf-db, 7, neutral",
        "affectnet-8, 7, contempt",
        "ck+, 2, contempt",
        "jaffe, AN, angry",
        "kdef, AF, fear",
        "ferplus, happy, happiness",
        "ferplus, Anger, anger"
    })
    void wordsAndNumbersOfFilesMeanClasses(String set, String word, String name) {
        LabelSet labels = LabelSets.named(set);
        assertThat(labels.label(labels.code(word).orElseThrow()).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"fer2013, 7", "raf-db, 0", "raf-db, 8", "fer2013, contempt", "fer2013, -1", "fer2013, ''"})
    void otherWordsMeanNoClass(String set, String word) {
        assertThat(LabelSets.named(set).code(word)).isEmpty();
    }

    @Test
    void ownNamesMakeASetThatKnowsTheEmotionsAmongThem() {
        LabelSet own = LabelSet.parse("Bored, confused,engaged,joy");

        assertThat(own.names()).containsExactly("bored", "confused", "engaged", "joy");
        assertThat(own.name()).isEqualTo("bored,confused,engaged,joy");
        assertThat(LabelSet.parse(own.name())).isEqualTo(own).hasSameHashCodeAs(own);
        assertThat(own.emotion(0)).isEmpty();
        assertThat(own.emotion(3)).contains(Emotion.HAPPY);
        assertThat(own.code(Emotion.HAPPY)).isEqualTo(OptionalInt.of(3));
        assertThat(own.code(Emotion.SAD)).isEmpty();
        assertThat(own.labels().stream().map(Label::color).distinct()).hasSize(4);
    }

    @Test
    void theOrderIsPartOfEquality() {
        assertThat(LabelSet.parse("happy,sad")).isNotEqualTo(LabelSet.parse("sad,happy"));
        assertThat(LabelSet.ofNames(LabelSet.FER2013.names())).isSameAs(LabelSet.FER2013);
    }

    /** FER+'s anger, the fifth, is FER2013's first. FER2013 has no contempt. */
    @Test
    void classesOfTwoSetsMeetByTheirMeaning() {
        assertThat(LabelSets.named("ferplus").codesIn(LabelSet.FER2013)).containsExactly(6, 3, 5, 4, 0, 1, 2, -1);
        assertThat(LabelSets.named("ck+").codesIn(LabelSets.named("affectnet-8")))
                .containsExactly(0, 6, 7, 5, 4, 1, 2, 3);
        assertThat(LabelSet.parse("bored,happiness").codesIn(LabelSet.parse("happy,bored,calm")))
                .containsExactly(1, 0);
    }

    @Test
    void emotionsKeepTheirCodesAndColours() {
        for (Emotion emotion : Emotion.all()) {
            assertThat(LabelSet.FER2013.emotion(emotion.code())).contains(emotion);
            assertThat(LabelSet.FER2013.label(emotion.code()).color()).isEqualTo(emotion.color());
            assertThat(LabelSets.named("raf-db")
                            .label(LabelSets.named("raf-db").code(emotion).orElseThrow())
                            .color())
                    .isEqualTo(emotion.color());
        }
    }

    @Test
    void refusesWhatIsNoSet() {
        assertRefused(
                "happy,joy",
                "the label set 'happy,joy' has two classes called 'joy', expected one: join the two"
                        + " or rename one");
        assertRefused(
                "happy,",
                "a label is called '', expected 1 to 60 characters without a comma, an equals sign and"
                        + " control characters");
        assertRefused(
                "rafdb",
                "no label set is named 'rafdb'; there are fer2013, ferplus, raf-db, affectnet-8,"
                        + " affectnet-7, ck+, jaffe, kdef, expw");
        assertThatThrownBy(() -> LabelSet.ofNames(
                        IntStream.range(0, 128).mapToObj(i -> "class" + i).toList()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("has 128 classes, expected 1 to 127");
        assertThatThrownBy(() -> LabelSet.of("empty", List.of())).hasMessageContaining("has 0 classes");
        assertThatThrownBy(() -> LabelSet.FER2013.label(7))
                .hasMessage(
                        "a class index is 7, expected 0 to 6 (angry, disgust, fear, happy, sad, surprise, neutral)");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> LabelSet.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
