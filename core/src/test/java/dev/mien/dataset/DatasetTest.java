package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static int[] rows(Dataset data) {
        return IntStream.range(0, data.size()).map(data::row).toArray();
    }

    @Test
    void shufflesBySeedAndKeepsEachRowOnce() {
        Dataset data = Faces.distinct(1_000);

        int[] order = rows(data.shuffled(3));

        assertThat(order)
                .isEqualTo(rows(data.shuffled(3)))
                .isNotEqualTo(rows(data.shuffled(4)))
                .containsExactlyInAnyOrder(rows(data));
        assertThat(rows(data)).isSorted();
    }

    @Test
    void aViewKeepsPixelsLabelsAndRowsTogether() {
        Dataset view = Faces.dots(10, 20, 30, 40).select(new int[] {3, 1}).limit(1);

        assertThat(view.size()).isOne();
        assertThat(view.row(0)).isEqualTo(3);
        assertThat(view.pixel(0, 0, 0)).isEqualTo(40);
        assertThat(view.label(0)).isEqualTo(3);
    }

    @Test
    void oneHotIsOneAtItsClass() {
        assertThat(Faces.dots(0, 0, 0).oneHot(2)).containsExactly(0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void countsClasses() {
        assertThat(Faces.distinct(16).classCounts()).containsExactly(3, 3, 2, 2, 2, 2, 2);
    }

    /** Value: {@code hashlib.sha256(struct.pack('>iii', 2, 1, 1) + bytes([0, 255, 10, 1, 255, 20]))} of Python. */
    @Test
    void hashIsThatOfSizesLabelsUsagesAndPixels() {
        Dataset data = Faces.dots(10, 20);

        assertThat(data.sha256())
                .isEqualTo("14696de8e53661e0fe774919680178e031ad2d8d9d7f94e981ec0d1b39d7239e")
                .isNotEqualTo(data.select(new int[] {1, 0}).sha256())
                .isNotEqualTo(data.limit(1).sha256());
    }

    @Test
    void copiesWhatItIsGiven() {
        byte[] pixels = {1, 2};
        Dataset data = Dataset.of("mine", 1, 1, pixels, new byte[] {0, 1});
        pixels[0] = 9;

        assertThat(data.pixel(0, 0, 0)).isOne();
    }

    @Test
    void refusesArraysThatDoNotFit() {
        assertThatThrownBy(() -> Dataset.of("mine", 2, 2, new byte[7], new byte[2]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mine: 7 pixel bytes do not make 2 pictures of 2x2");
        assertThatThrownBy(() -> Dataset.of("mine", 1, 1, new byte[2], new byte[2], new Usage[] {Usage.TRAINING}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mine: 1 usages for 2 pictures");
        assertThatThrownBy(() -> Dataset.of("mine", 1, 1, new byte[1], new byte[] {7}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a class index is 7, expected 0 to 6 (angry, disgust, fear, happy, sad, surprise, neutral)");
    }
}
