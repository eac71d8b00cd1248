package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bitmaps compressed by runs, written byte by byte as Microsoft's "Bitmap Compression" has its two examples, and
 * damaged ones.
 */
class RunLengthBmpTest {
    private static final int RLE_8 = 1;
    private static final int RLE_4 = 2;

    /** A palette whose n-th colour has n times a step in all three channels. */
    private static byte[] bmp(int compression, int width, int height, int... codes) {
        int bits = compression == RLE_8 ? 8 : 4;
        int colors = 1 << bits;
        int start = 54 + 4 * colors;
        ByteBuffer file = ByteBuffer.allocate(start + codes.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(start);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression)
                .putInt(codes.length)
                .putInt(0)
                .putInt(0)
                .putInt(colors)
                .putInt(0);
        for (int color = 0; color < colors; color++) {
            file.putInt(color * (255 / (colors - 1)) * 0x010101);
        }
        for (int code : codes) {
            file.put((byte) code);
        }
        return file.array();
    }

    /** Palette indices, rows from above. */
    private static List<List<Integer>> indices(byte[] file, int step) {
        GrayImage picture = GrayImage.decode("drawn", file);
        List<List<Integer>> rows = new ArrayList<>();
        for (int y = 0; y < picture.height(); y++) {
            List<Integer> row = new ArrayList<>();
            for (int x = 0; x < picture.width(); x++) {
                row.add(picture.pixel(x, y) / step);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Runs, bytes as they are, a jump by two to the right and one up, a row's end and the picture's. */
    @Test
    void eightBitsAreReadAsDocumented() {
        byte[] file = bmp(
                RLE_8, 12, 4, 0x03, 0x04, 0x05, 0x06, 0x00, 0x03, 0x45, 0x56, 0x67, 0x00, 0x01, 0x78, 0x00, 0x00, 0x02,
                0x78, 0x00, 0x02, 0x02, 0x01, 0x02, 0x78, 0x00, 0x00, 0x09, 0x1e, 0x00, 0x01);
        assertThat(indices(file, 1))
                .containsExactly(
                        List.of(0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0, 0, 0),
                        List.of(0, 0, 0, 0, 0x78, 0x78, 0, 0, 0, 0, 0, 0),
                        List.of(0x78, 0x78, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                        List.of(4, 4, 4, 6, 6, 6, 6, 6, 0x45, 0x56, 0x67, 0x78));
    }

    @Test
    void fourBitsAreReadAsDocumented() {
        byte[] file = bmp(
                RLE_4, 13, 4, 0x03, 0x04, 0x05, 0x06, 0x00, 0x05, 0x45, 0x56, 0x70, 0x00, 0x00, 0x00, 0x04, 0x78, 0x00,
                0x02, 0x02, 0x01, 0x04, 0x78, 0x00, 0x00, 0x09, 0x1e, 0x00, 0x01);
        assertThat(indices(file, 17))
                .containsExactly(
                        List.of(1, 14, 1, 14, 1, 14, 1, 14, 1, 0, 0, 0, 0),
                        List.of(0, 0, 0, 0, 0, 0, 7, 8, 7, 8, 0, 0, 0),
                        List.of(7, 8, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                        List.of(0, 4, 0, 0, 6, 0, 6, 0, 4, 5, 5, 6, 7));
    }

    private static List<List<Integer>> rows(int above, int below) {
        return List.of(Collections.nCopies(8, above), Collections.nCopies(8, below));
    }

    private static void assertCutOff(byte[] file) {
        assertThatThrownBy(() -> GrayImage.decode("drawn", file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("drawn is cut off: its " + file.length
                        + " bytes end before the last pixel: fetch or copy it again");
    }

    @ParameterizedTest
    @ValueSource(ints = {RLE_8, RLE_4})
    void whatGoesBeyondARowOrThePictureIsLeftOut(int compression) {
        byte[] pastTheRow = bmp(compression, 8, 2, 0xff, 0x11, 0x00, 0x01);
        assertThat(indices(pastTheRow, 17)).isEqualTo(rows(0, 1));
        byte[] jump = bmp(compression, 8, 2, 0x00, 0x02, 0xff, 0xff, 0x04, 0x11, 0x00, 0x01);
        assertThat(indices(jump, 17)).isEqualTo(rows(0, 0));
        byte[] threeRows =
                bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x08, 0x22, 0x00, 0x00, 0x08, 0x33, 0x00, 0x01);
        assertThat(indices(threeRows, 17)).isEqualTo(rows(2, 1));
        assertCutOff(bmp(compression, 8, 2, 0x00, 0xff, 0x11, 0x11));
    }

    /** Java's reader puts a row down when it comes to a mark, and not before. */
    @ParameterizedTest
    @ValueSource(ints = {RLE_8, RLE_4})
    void aRowIsThereWithItsMark(int compression) {
        assertCutOff(bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x08, 0x22));
        assertThat(indices(bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x08, 0x22, 0x00, 0x00), 17))
                .isEqualTo(rows(2, 1));
        assertThat(indices(bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x08, 0x22, 0x00, 0x01), 17))
                .isEqualTo(rows(2, 1));
    }

    /** Of 8 bytes of runs the header announces fewer, and no more are read; none announced are all. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "1, 7", "2, 7", "1, 0", "2, 0"})
    void runsEndWhereTheHeaderSays(int compression, int announced) {
        byte[] file = bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x08, 0x22, 0x00, 0x01);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(34, announced);
        if (announced == 0) {
            assertThat(indices(file, 17)).isEqualTo(rows(2, 1));
        } else {
            assertCutOff(file);
        }
    }

    @Test
    void aPictureThatNeverEndsIsCutOff() {
        for (int compression : new int[] {RLE_8, RLE_4}) {
            assertCutOff(bmp(compression, 8, 2, 0x08, 0x11, 0x00, 0x00, 0x04, 0x11));
        }
    }

    @Test
    void aBombIsRefusedByItsSize() {
        for (int compression : new int[] {RLE_8, RLE_4}) {
            assertThatThrownBy(() -> GrayImage.decode("drawn", bmp(compression, 15_000, 15_000, 0x00, 0x01)))
                    .hasMessage("drawn claims 15000x15000 pixels, at most 200000000 are read: make it smaller");
        }
    }
}
