package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuplicateGroupsTest {
    @Test
    void findsGroupsWhateverTheirLabels() {
        assertThat(DuplicateGroups.of(Faces.dots(5, 7, 5, 9, 7, 5)))
                .containsExactly(new int[] {0, 2, 5}, new int[] {1, 4});
    }

    @Test
    void answersInPositionsOfTheView() {
        assertThat(DuplicateGroups.of(Faces.dots(5, 7, 5, 9).select(new int[] {3, 2, 1, 0})))
                .containsExactly(new int[] {1, 3});
    }

    @Test
    void tellsApartPicturesThatDifferInOnePixel() {
        assertThat(DuplicateGroups.of(Faces.distinct(2_000))).isEmpty();
    }
}
