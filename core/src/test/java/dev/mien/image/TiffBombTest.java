package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFFs of some hundred bytes that claim what no file of that length holds (TIFF 6.0, section 2). */
@Timeout(30)
class TiffBombTest {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS_OF_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SUB_DIRECTORIES = 330;
    private static final int LONG = 4;
    private static final int DATA = 300;

    /** One value of a tag; its count is 1 unless it is given. */
    private record Value(int value, int count) {}

    private static Map<Integer, Value> gray(int width, int height) {
        Map<Integer, Value> tags = new TreeMap<>();
        put(tags, WIDTH, width);
        put(tags, HEIGHT, height);
        put(tags, BITS, 8);
        put(tags, COMPRESSION, 1);
        put(tags, 262, 1);
        put(tags, STRIP_OFFSETS, DATA);
        put(tags, SAMPLES, 1);
        put(tags, ROWS_OF_STRIP, height);
        put(tags, STRIP_BYTES, 100);
        return tags;
    }

    private static void put(Map<Integer, Value> tags, int tag, int value) {
        tags.put(tag, new Value(value, 1));
    }

    private static Map<Integer, Value> tiled(int width, int height, int tileWidth, int tileHeight) {
        Map<Integer, Value> tags = gray(width, height);
        tags.remove(STRIP_OFFSETS);
        tags.remove(ROWS_OF_STRIP);
        tags.remove(STRIP_BYTES);
        put(tags, TILE_WIDTH, tileWidth);
        put(tags, TILE_HEIGHT, tileHeight);
        put(tags, TILE_OFFSETS, DATA);
        put(tags, TILE_BYTES, 256);
        return tags;
    }

    /** A directory at byte 8, then grey bytes from byte 300 to 699. */
    private static byte[] tiff(Map<Integer, Value> tags, int next) {
        ByteBuffer file = ByteBuffer.allocate(700).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        file.putShort((short) tags.size());
        tags.forEach((tag, value) -> file.putShort((short) (int) tag)
                .putShort((short) LONG)
                .putInt(value.count)
                .putInt(value.value));
        file.putInt(next);
        assertThat(file.position()).isLessThan(DATA);
        while (file.hasRemaining()) {
            file.put((byte) file.position());
        }
        return file.array();
    }

    private static byte[] tiff(Map<Integer, Value> tags) {
        return tiff(tags, 0);
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> RgbImage.decode("holiday", file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("holiday " + message)
                .hasNoCause();
    }

    private static String cutOff(String missing) {
        return "is cut off: its 700 bytes end before " + missing + ": fetch or copy it again";
    }

    @Test
    void aSmallOneIsRead() {
        RgbImage strips = RgbImage.decode("small", tiff(gray(10, 10)));
        assertThat(strips.width()).isEqualTo(10);
        assertThat(strips.value(3, 2, 0)).isEqualTo(DATA + 23 & 0xff);
        Map<Integer, Value> oneStrip = gray(10, 10);
        put(oneStrip, ROWS_OF_STRIP, -1);
        assertThat(RgbImage.decode("small", tiff(oneStrip)).value(3, 2, 0)).isEqualTo(DATA + 23 & 0xff);
        RgbImage tiles = RgbImage.decode("small", tiff(tiled(10, 10, 16, 16)));
        assertThat(tiles.value(3, 2, 0)).isEqualTo(DATA + 35 & 0xff);
    }

    @ParameterizedTest
    @CsvSource({"100000, 100000", "15000, 15000", "2147483647, 1", "-1, 1", "1, -1", "-1, -1"})
    void aSizeIsRefusedByItsLimit(int width, int height) {
        String size = Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height);
        assertRefused(
                tiff(gray(width, height)), "claims " + size + " pixels, at most 200000000 are read: make it smaller");
    }

    @Test
    void aSizeThatTheFileCannotHoldIsRefusedBeforeMemoryIsTaken() {
        assertRefused(tiff(gray(14_000, 14_000)), cutOff("the last pixel"));
        Map<Integer, Value> claiming = gray(14_000, 14_000);
        put(claiming, STRIP_BYTES, 14_000 * 14_000);
        assertRefused(tiff(claiming), cutOff("the last pixel"));
        assertRefused(tiff(tiled(14_000, 14_000, 16, 16)), cutOff("the last pixel"));
    }

    @ParameterizedTest
    @CsvSource({"100000, 100000", "65536, 65536", "15000, 15000", "-1, 16", "16, -1"})
    void aTileIsRefusedByTheSameLimit(int width, int height) {
        String size = Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height);
        assertRefused(
                tiff(tiled(10, 10, width, height)),
                "claims " + size + " pixels in a tile, at most 200000000 are read: make it smaller");
    }

    @ParameterizedTest
    @ValueSource(ints = {STRIP_OFFSETS, STRIP_BYTES, BITS, 34675, SUB_DIRECTORIES})
    void aTagThatClaimsMoreValuesThanTheFileHasIsCutOff(int tag) {
        for (int count : new int[] {200, 1_000_000, 500_000_000, Integer.MAX_VALUE, -1}) {
            Map<Integer, Value> tags = gray(10, 10);
            tags.put(tag, new Value(DATA, count));
            assertRefused(tiff(tags), cutOff("the values of its tags"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_535, 65_536, 2_000_000_000})
    void absurdNumbersOfSamplesAndBitsAreRefused(int number) {
        for (int tag : new int[] {SAMPLES, BITS}) {
            Map<Integer, Value> tags = gray(10, 10);
            put(tags, tag, number);
            assertThatThrownBy(() -> RgbImage.decode("holiday", tiff(tags)))
                    .as("tag %d", tag)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("holiday (cannot be decoded|is cut off).*: (replace|fetch).*")
                    .hasNoCause();
        }
    }

    /**
     * Only the first page is read, so what the others claim does not matter: not even that they are the first again.
     */
    @ParameterizedTest
    @ValueSource(ints = {8, 400, 690, 699, 5_000, -1})
    void otherPagesAreLeftAside(int next) {
        RgbImage picture = RgbImage.decode("book", tiff(gray(10, 10), next));
        assertThat(picture.width()).isEqualTo(10);
    }

    /** Each of 100,000 directories takes 6 bytes and, read, an object. */
    @Test
    void aHundredThousandPagesTakeNoTime() {
        byte[] first = tiff(gray(10, 10), 700);
        ByteBuffer file = ByteBuffer.allocate(700 + 6 * 100_000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(first);
        while (file.hasRemaining()) {
            file.putShort((short) 0).putInt(file.position() + 4);
        }
        long begin = System.nanoTime();
        assertThat(RgbImage.decode("book", file.array()).width()).isEqualTo(10);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void directoriesInDirectoriesEnd() {
        for (int tag : new int[] {SUB_DIRECTORIES, 34665, 34853, 40965}) {
            Map<Integer, Value> tags = gray(10, 10);
            put(tags, tag, 8);
            RgbImage picture = RgbImage.decode("holiday", tiff(tags));
            assertThat(picture.width()).isEqualTo(10);
            assertThat(picture.value(3, 2, 0)).as("tag %d", tag).isEqualTo(DATA + 23 & 0xff);
        }
    }
}
