package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pictures of three bytes, four in an array. */
class PixelsTest {
    private static final int LENGTH = 3;

    private static Pixels filled(int count) {
        Pixels pixels = Pixels.room(count, LENGTH, 14);
        for (int i = 0; i < count; i++) {
            fill(pixels, i);
        }
        return pixels;
    }

    private static void fill(Pixels pixels, int picture) {
        for (int p = 0; p < LENGTH; p++) {
            pixels.array(picture)[pixels.offset(picture) + p] = (byte) (11 * picture + p);
        }
    }

    private static void assertFilled(Pixels pixels, int count) {
        for (int i = 0; i < count; i++) {
            byte[] copy = new byte[LENGTH + 1];
            pixels.copy(i, copy, 1);
            assertThat(copy).containsExactly(0, 11 * i, 11 * i + 1, 11 * i + 2);
            assertThat(pixels.pixel(i, 2)).isEqualTo(11 * i + 2);
        }
    }

    @Test
    void picturesLieInSeveralArraysAndNoneInTwo() {
        Pixels pixels = filled(10);
        assertFilled(pixels, 10);
        Set<byte[]> arrays = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            arrays.add(pixels.array(i));
        }
        assertThat(arrays).extracting(array -> array.length).containsExactlyInAnyOrder(12, 12, 6);
    }

    @Test
    void roomGrowsAndShrinksAndKeepsWhatIsThere() {
        Pixels pixels = filled(2);
        for (int count : new int[] {4, 5, 9, 30}) {
            int before = pixels.count();
            pixels.resize(count);
            for (int i = before; i < count; i++) {
                fill(pixels, i);
            }
            assertThat(pixels.count()).isEqualTo(count);
            assertFilled(pixels, Math.min(count, 6));
        }
        pixels.resize(6);
        assertFilled(pixels, 6);
        assertThat(pixels.array(5)).hasSize(6);
        pixels.resize(4);
        assertThat(pixels.array(3)).hasSize(12);
        assertFilled(pixels, 4);
    }

    @Test
    void aPictureLargerThanAnArrayHasOneToItself() {
        assertThat(Pixels.room(3, 100, 14).array(2)).hasSize(100);
    }

    @Test
    void whereAPictureLiesChangesNeitherItsHashNorItsEquals() {
        Pixels many = filled(10);
        byte[] all = new byte[10 * LENGTH];
        for (int i = 0; i < 10; i++) {
            many.copy(i, all, i * LENGTH);
        }
        Pixels one = Pixels.owning(all, LENGTH);
        for (int i = 0; i < 10; i++) {
            assertThat(one.hash(i)).isEqualTo(many.hash(i));
            assertThat(one.same(i, many, i)).isTrue();
            assertThat(many.same(i, one, (i + 1) % 10)).isFalse();
        }
    }
}
