package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mien.MienException;

/** Any bytes at all are a picture or are refused. What is kept beside this test is tried in every build. */
class PictureFuzzTest {
    /** Small, so that the memory that a decoder takes shows. */
    private static final DecodingOptions LIMITS = new DecodingOptions(1_000_000, 1 << 20);

    @FuzzTest(maxDuration = "3m")
    void isDecodedOrRefused(byte[] file) {
        try {
            RgbImage picture = RgbImage.decode("fuzzed", file, LIMITS);
            assertThat((long) picture.width() * picture.height()).isBetween(1L, LIMITS.mostPixels());
        } catch (MienException e) {
            assertThat(e).hasMessageStartingWith("fuzzed ");
            assertThat(e.getCause() instanceof Error).isFalse();
        }
    }
}
