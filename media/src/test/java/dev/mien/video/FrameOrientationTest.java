package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameOrientationTest {
    @Test
    void orientationsMirrorToo() {
        byte[] pixels = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6};
        assertThat(every3rd(FrameOrientation.of(-1, 0, 0, 1).apply(pixels, 3, 2)))
                .containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(every3rd(FrameOrientation.of(1, 0, 0, -1).apply(pixels, 3, 2)))
                .containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(every3rd(FrameOrientation.of(0, 1, 1, 0).apply(pixels, 3, 2)))
                .containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(every3rd(FrameOrientation.of(0, 1, -1, 0).apply(pixels, 3, 2)))
                .containsExactly(4, 1, 5, 2, 6, 3);
    }

    private static byte[] every3rd(byte[] pixels) {
        byte[] values = new byte[pixels.length / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[3 * i];
        }
        return values;
    }
}
