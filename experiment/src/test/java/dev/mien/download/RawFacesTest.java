package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFacesTest {
    @Test
    void anotherSizeOfPicturesIsRefused() throws IOException {
        Dataset small = Dataset.of("small", 2, 2, new byte[4], new byte[1]);
        RawFaces raw = new RawFaces();
        raw.add("it", DrawnFer2013.png(small, 0), 0, Usage.TRAINING);
        assertThatThrownBy(() -> raw.decode("small", LabelOrder.CSV))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("it has 2x2 pixels, expected 48x48");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7, 1L << 32})
    void aNumberThatIsNoClassIsRefused(long label) {
        assertThatThrownBy(() -> new RawFaces().add("it", new byte[0], label, Usage.TRAINING))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("the class of it is " + label + ", expected 0 to 6");
    }
}
