package dev.mien.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.DuplicateGroups;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticFacesTest {
    private static final int COUNT = 140;
    private static final String PINNED = "8c5fd74bc97acfae0dff8788b8dfdac0ed9efb8eaa6a11a25b904fb9b63be384";

    private final Dataset faces = SyntheticFaces.draw(COUNT, 1);

    @Test
    void theSameSeedDrawsTheSameFacesOnEveryMachine() {
        assertThat(SyntheticFaces.draw(14, 7).sha256()).isEqualTo(PINNED);
        assertThat(SyntheticFaces.draw(COUNT, 1).sha256()).isEqualTo(faces.sha256());
        assertThat(SyntheticFaces.draw(COUNT, 2).sha256()).isNotEqualTo(faces.sha256());
    }

    @Test
    void aSmallerSetIsTheBeginningOfALargerOne() {
        assertThat(faces.limit(21).sha256())
                .isEqualTo(SyntheticFaces.draw(21, 1).sha256());
    }

    @Test
    void theEmotionsTakeTurns() {
        assertThat(faces.classCounts()).containsOnly(COUNT / Emotion.COUNT);
        assertThat(faces.emotion(3)).isEqualTo(Emotion.HAPPY);
    }

    @Test
    void noTwoFacesAreAlike() {
        assertThat(DuplicateGroups.of(faces)).isEmpty();
    }

    @Test
    void everyFaceHasContrast() {
        byte[] picture = new byte[faces.pixelsPerSample()];
        for (int i = 0; i < faces.size(); i++) {
            faces.copyPixels(i, picture, 0);
            int[] gray = new int[picture.length];
            Arrays.setAll(gray, p -> picture[p] & 0xff);
            Arrays.sort(gray);
            assertThat(gray[gray.length * 9 / 10] - gray[gray.length / 10])
                    .as("face " + i)
                    .isGreaterThan(20);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Emotion.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEUTRAL"})
    void anEmotionMovesTheFaceOfTheSamePerson(Emotion emotion) {
        byte[] rest = SyntheticFaces.drawImage(Emotion.NEUTRAL, 5, 96);
        byte[] moved = SyntheticFaces.drawImage(emotion, 5, 96);
        long changed = 0;
        for (int i = 0; i < rest.length; i++) {
            changed += Math.abs((rest[i] & 0xff) - (moved[i] & 0xff)) > 40 ? 1 : 0;
        }
        assertThat(changed).isBetween(40L, (long) rest.length / 5);
    }

    @Test
    void anImpossibleNumberOrSizeIsRefused() {
        assertThatThrownBy(() -> SyntheticFaces.draw(0, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cannot draw 0 faces, expected at least 1");
        assertThatThrownBy(() -> SyntheticFaces.drawImage(Emotion.SAD, 1, 8))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the side of a drawn face is 8, expected 16 to 4096");
    }
}
