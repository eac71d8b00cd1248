package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class CopiesTest {
    private static final Dataset DRAWN = SyntheticFaces.draw(40, 5);

    @Test
    void findsWhatStandsAmongTheOthersWhateverItsLabel() {
        byte[] pixels = new byte[3 * DRAWN.pixelsPerSample()];
        DRAWN.copyPixels(30, pixels, 0);
        DRAWN.copyPixels(3, pixels, DRAWN.pixelsPerSample());
        DRAWN.copyPixels(31, pixels, 2 * DRAWN.pixelsPerSample());
        pixels[pixels.length - 1] ^= 1;
        Dataset others = Dataset.of("others", 48, 48, pixels, new byte[3]);
        Dataset faces = DRAWN.select(IntStream.range(0, 40).map(i -> 39 - i).toArray());

        BitSet copies = Copies.of(faces, others);

        assertThat(copies.stream().toArray()).containsExactly(9, 36);
        assertThat(Copies.of(others, DRAWN).stream().toArray()).containsExactly(0, 1);
    }

    /** Where FER2013 is at hand, MIEN_FER2013 says where: 280 of its PublicTest rows stand in Training. */
    @Test
    @EnabledIfEnvironmentVariable(named = "MIEN_FER2013", matches = ".+")
    void findsFer2013sLeaks() {
        Dataset all = Fer2013Csv.read(Path.of(System.getenv("MIEN_FER2013")));
        BitSet copies = Copies.of(all.withUsage(Usage.PUBLIC_TEST), all.withUsage(Usage.TRAINING));
        assertThat(copies.cardinality()).isEqualTo(280);
    }

    @Test
    void picturesOfAnotherSizeAreNoCopies() {
        assertThat(Copies.of(DRAWN, Dataset.of("small", 1, 1, new byte[1], new byte[1]))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void changedFacesKeepOrderAndLabelsAndKnowTheirRows() {
        Dataset faces = DRAWN.shuffled(3).limit(10);
        int[] seen = new int[40];
        Dataset changed = ChangedFaces.of(faces, (picture, row) -> {
            seen[row]++;
            return picture.resized(24, 20);
        });
        assertThat(changed.labels()).isEqualTo(faces.labels());
        assertThat(changed.width()).isEqualTo(24);
        assertThat(changed.height()).isEqualTo(20);
        assertThat(IntStream.range(0, 10).map(i -> seen[faces.row(i)])).containsOnly(1);
        GrayImage expected = faces.picture(7).resized(24, 20);
        assertThat(changed.pixel(7, 11, 13)).isEqualTo(expected.pixel(11, 13));
        assertThatThrownBy(() -> ChangedFaces.of(faces, (picture, row) -> picture.resized(1 + row, 9)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected one size");
    }
}
