package dev.mien.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.evaluation.Temperature;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDescriptionTest {
    private static Map<String, String> written() {
        return new HashMap<>(ModelDescription.of(Map.of("temperature", "1.25", "recipe", "mien"), true)
                .text());
    }

    @Test
    void whatIsWrittenIsRead() {
        ModelDescription read = ModelDescription.read(written(), "m.onnx");
        assertThat(read.hasFerPlus()).isTrue();
        assertThat(read.value("recipe")).contains("mien");
        assertThat(read.value("nothing")).isEmpty();
        assertThat(read.temperature()).contains(new Temperature(1.25));
        assertThat(read.text())
                .containsEntry("labels", "angry, disgust, fear, happy, sad, surprise, neutral")
                .containsEntry(
                        "ferplus_labels", "neutral, happiness, surprise, sadness, anger, disgust, fear, contempt")
                .containsEntry("licence", "Apache-2.0");
        assertThat(read.text().get("licence_of_weights")).contains("FER2013");
        assertThat(read.text().get("limits")).contains("AI Act, article 5");
    }

    @Test
    void oneHeadAndNoCalibrationAreSaidByAbsence() {
        ModelDescription read =
                ModelDescription.read(ModelDescription.of(Map.of(), false).text(), "m.onnx");
        assertThat(read.hasFerPlus()).isFalse();
        assertThat(read.temperature()).isEmpty();
    }

    @Test
    void otherLabelsAreTold() {
        LabelSet own = LabelSet.parse("bored,confused,happy");
        ModelDescription read =
                ModelDescription.read(ModelDescription.of(Map.of(), own, false).text(), "m.onnx");
        assertThat(read.text()).containsEntry("labels", "bored, confused, happy");
        assertThat(read.labels()).isEqualTo(own);
        assertThat(read.labels().emotion(2)).contains(Emotion.HAPPY);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mien_format    | 2      | m.onnx has the form 2, expected 1",
                "labels         | happy, joy | m.onnx has the labels 'happy, joy', which cannot be read: the label set",
                "ferplus_labels | happy  | m.onnx has the ferplus_labels happy, expected neutral, happiness,",
                "temperature    | warm   | m.onnx has the temperature 'warm' in its metadata, which is not a"
                        + " temperature",
                "temperature    | -1     | m.onnx has the temperature '-1' in its metadata, which is not a temperature",
                "licence        | ' '    | m.onnx does not describe itself: its metadata has no 'licence'"
            })
    void aWrongValueIsRefusedByName(String name, String value, String message) {
        Map<String, String> text = written();
        text.put(name, value);
        assertThatThrownBy(() -> ModelDescription.read(text, "m.onnx"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mien_format | m.onnx is not a model of Mien: its metadata has no 'mien_format'",
                "labels      | m.onnx does not describe itself: its metadata has no 'labels'",
                "licence     | m.onnx does not describe itself: its metadata has no 'licence'"
            })
    void anAbsentValueIsRefusedByName(String name, String message) {
        Map<String, String> text = written();
        text.remove(name);
        assertThatThrownBy(() -> ModelDescription.read(text, "m.onnx"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }
}
