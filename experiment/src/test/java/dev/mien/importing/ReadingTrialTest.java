package dev.mien.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.keras.KerasArray;
import dev.mien.keras.KerasLayer;
import dev.mien.keras.KerasNetwork;
import dev.mien.keras.KerasOperation;
import dev.mien.nn.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faces are single pixels, and the network knows the grey level of each emotion. */
class ReadingTrialTest {
    private static final int FACES = 350;

    /** Emotion {@code e} has the level {@code e / 6} of white. */
    private static Dataset faces() {
        byte[] pixels = new byte[FACES];
        byte[] labels = new byte[FACES];
        for (int i = 0; i < FACES; i++) {
            labels[i] = (byte) (i % Emotion.COUNT);
            pixels[i] = (byte) Math.round(255 * labels[i] / 6.0);
        }
        return Dataset.of("pixels.csv", 1, 1, pixels, labels);
    }

    /** Answers with the nearest level, in this order of labels, for pixels with this scaling. */
    private static Probe network(KnownLabels labels, Scaling scaling) {
        float[] kernel = new float[Emotion.COUNT];
        float[] bias = new float[Emotion.COUNT];
        for (int output = 0; output < Emotion.COUNT; output++) {
            Emotion emotion = Emotion.parse(labels.labels().get(output)).orElseThrow();
            double level = scaling.apply(255 * emotion.code() / 6.0);
            kernel[output] = (float) (2 * level);
            bias[output] = (float) (-level * level);
        }
        KerasArray weights = new KerasArray(List.of(1, Emotion.COUNT), kernel);
        List<KerasLayer> layers = List.of(
                new KerasLayer(
                        "flatten",
                        "Flatten",
                        new KerasOperation.Reshape(Shape.vector(1)),
                        List.of(KerasNetwork.INPUT),
                        Shape.vector(1)),
                new KerasLayer(
                        "dense",
                        "Dense",
                        new KerasOperation.Dense(weights, bias),
                        List.of("flatten"),
                        Shape.vector(Emotion.COUNT)));
        return new Probe(new KerasNetwork("levels", Map.of(), Shape.maps(1, 1, 1), layers, "dense"));
    }

    @ParameterizedTest
    @CsvSource({"fer2013, 0..1", "alphabetical, -1..1", "raf-db, raw", "affectnet-7, 0..1"})
    void findsLabelsAndScaling(String labels, String scaling) {
        Probe probe =
                network(KnownLabels.parse(labels), KnownScaling.parse(scaling).scaling());
        ReadingTrial.Finding found = ReadingTrial.of(probe, faces(), Optional.empty(), Optional.empty());
        assertThat(found.best().labels().name()).isEqualTo(labels);
        assertThat(found.best().scaling().name()).isEqualTo(scaling);
        assertThat(found.best().accuracy()).isEqualTo(1);
        assertThat(found.faces()).isEqualTo(FACES);
        assertThat(found.nextLabels().orElseThrow().accuracy()).isLessThan(0.8);
        assertThat(found.nextScaling().orElseThrow().accuracy()).isLessThan(0.8);
    }

    @Test
    void keepsToWhatIsNamed() {
        Probe probe = network(KnownLabels.parse("alphabetical"), Scaling.UNIT);
        ReadingTrial.Finding found = ReadingTrial.of(
                probe,
                faces(),
                Optional.of(KnownLabels.parse("alphabetical")),
                Optional.of(KnownScaling.parse("0..1")));
        assertThat(found.best().accuracy()).isEqualTo(1);
        assertThat(found.nextLabels()).isEmpty();
        assertThat(found.nextScaling()).isEmpty();
    }

    @Test
    void refusesAnOrderThatNoFaceConfirms() {
        byte[] labels = new byte[FACES];
        Random random = new Random(1);
        for (int i = 0; i < FACES; i++) {
            labels[i] = (byte) random.nextInt(Emotion.COUNT);
        }
        byte[] pixels = new byte[FACES];
        Arrays.fill(pixels, (byte) 128);
        Dataset noise = Dataset.of("noise.csv", 1, 1, pixels, labels);
        Probe probe = network(KnownLabels.parse("fer2013"), Scaling.UNIT);
        assertThatThrownBy(() -> ReadingTrial.of(probe, noise, Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no known order of labels fits: the best one, ")
                .hasMessageEndingWith("Name labels and scaling");
    }

    @Test
    void refusesOrdersThatItCannotTellApart() {
        byte[] labels = new byte[FACES];
        byte[] pixels = new byte[FACES];
        for (int i = 0; i < FACES; i++) {
            labels[i] = (byte) (i % 2 == 0 ? Emotion.ANGRY : Emotion.DISGUST).code();
            pixels[i] = (byte) Math.round(255 * labels[i] / 6.0);
        }
        Dataset two = Dataset.of("two.csv", 1, 1, pixels, labels);
        Probe probe = network(KnownLabels.parse("fer2013"), Scaling.UNIT);
        assertThatThrownBy(() -> ReadingTrial.of(probe, two, Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the orders of labels cannot be told apart: fer2013 has an accuracy of 100.0 % and"
                        + " alphabetical one of 100.0 % on 350 faces of two.csv. Give more faces, or name the labels");
    }

    @Test
    void knowsWhatIsInUse() {
        assertThat(KnownLabels.parse("Bored, confused").labels()).containsExactly("bored", "confused");
        assertThatThrownBy(() -> KnownLabels.parse("rafdb"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the labels 'rafdb' are unknown. There are fer2013, alphabetical, ");
        assertThatThrownBy(() -> KnownLabels.parse("happy,happy"))
                .hasMessage("the labels are happy, happy, expected different names");
        assertThat(KnownLabels.parse("ck+-7").words())
                .isEqualTo("angry, contempt, disgust, fear, happy, sad, surprise");
        assertThat(KnownLabels.parse("alphabetical-8").words())
                .isEqualTo("angry, contempt, disgust, fear, happy, neutral, sad, surprise");
        assertThat(KnownLabels.parse("expw").labels())
                .isEqualTo(KnownLabels.parse("fer2013").labels());
        assertThat(KnownLabels.ofSize(7)).extracting(KnownLabels::labels).doesNotHaveDuplicates();
        for (LabelSet set : LabelSets.all()) {
            assertThat(KnownLabels.parse(set.name()).labels()).isEqualTo(set.names());
        }
        assertThat(KnownScaling.parse("0.5,0.5").scaling())
                .isEqualTo(KnownScaling.parse("-1..1").scaling());
        assertThat(KnownScaling.parse("129,65").scaling().mean()).isEqualTo(129);
        assertThatThrownBy(() -> KnownScaling.parse("0-1"))
                .hasMessageStartingWith("the scaling '0-1' is unknown. There are 0..1, -1..1, raw,");
    }
}
