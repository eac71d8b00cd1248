package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import org.junit.jupiter.api.Test;

class ThemeTest {
    @Test
    void classColoursDiffer() {
        assertThat(Theme.CLASSES).hasSize(Emotion.COUNT).doesNotHaveDuplicates();
    }
}
