package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLengthTest {
    @TempDir
    private Path folder;

    private String missing(byte[] bytes, int length) throws IOException {
        Path file = Files.write(folder.resolve("video"), Arrays.copyOf(bytes, length));
        return ContainerLength.missing(file).orElse("");
    }

    private void assertCutIsTold(byte[] whole) throws IOException {
        assertThat(missing(whole, whole.length)).isEmpty();
        assertThat(missing(whole, whole.length - 7))
                .isEqualTo("it has " + (whole.length - 7) + " of the " + whole.length
                        + " bytes that it claims, so the file was cut off");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** ISO 14496-12, with a size of 64 bits and one of 0. */
    @Test
    void boxes() throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(300).putInt(24).put(ascii("ftypisom")).position(24);
        file.putInt(1).put(ascii("mdat")).putLong(176).position(200);
        file.putInt(100).put(ascii("moov"));
        assertCutIsTold(file.array());
        file.putInt(200, 0);
        assertThat(missing(file.array(), 290)).isEmpty();
    }

    /** RFC 9559, with sizes of one, four and eight bytes, and an unknown one. */
    @Test
    void matroska() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(5 + 31 + 12 + 252)
                .putInt(0x1a45dfa3)
                .put((byte) (0x80 | 31))
                .position(36);
        file.putInt(0x18538067).putLong(0x01L << 56 | 252);
        assertCutIsTold(file.array());
        file.putLong(40, 0x01ffffffffffffffL);
        assertThat(missing(file.array(), 200)).isEmpty();
        file.putInt(40, 0x10000000 | 256);
        assertThat(missing(file.array(), 300)).isEmpty();
        assertThat(missing(file.array(), 299)).startsWith("it has 299 of the 300 bytes");
    }

    /** OpenDML: a large AVI has several RIFF chunks. */
    @Test
    void riff() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(92).put(ascii("AVI ")).position(100);
        file.put(ascii("RIFF")).putInt(92).put(ascii("AVIX"));
        assertThat(missing(file.array(), 200)).isEmpty();
        assertThat(missing(file.array(), 150)).startsWith("it has 150 of the 199 bytes");
        assertThat(missing(file.array(), 99)).isEmpty();
        assertThat(missing(file.array(), 90)).startsWith("it has 90 of the 99 bytes");
        file.putInt(4, 0);
        assertThat(missing(file.array(), 90)).as("never filled in").isEmpty();
    }

    /** Microsoft's ASF specification, 3.2: the file properties. */
    @Test
    void asf() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(400).putInt(0x3026b275).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(16, 30 + 104);
        file.order(ByteOrder.BIG_ENDIAN).putInt(30, 0xa1dcab8c).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(30 + 16, 104).putLong(30 + 40, 400);
        assertCutIsTold(file.array());
        file.putInt(30 + 88, 1);
        assertThat(missing(file.array(), 350)).as("a broadcast").isEmpty();
    }

    /** RFC 3533: the last page of a stream is marked. */
    @Test
    void ogg() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int page = 0; page < 3; page++) {
            ByteBuffer bytes = ByteBuffer.allocate(27 + 2 + 300).put(ascii("OggS"));
            bytes.put(5, (byte) (page == 2 ? 4 : 0))
                    .put(26, (byte) 2)
                    .put(27, (byte) 255)
                    .put(28, (byte) 45);
            file.write(bytes.array());
        }
        byte[] whole = file.toByteArray();
        assertThat(missing(whole, whole.length)).isEmpty();
        for (int length : new int[] {whole.length - 1, whole.length - 320, 700, 400}) {
            assertThat(missing(whole, length))
                    .isEqualTo("its last page does not end its stream, so the file was cut off");
        }
    }

    /** ISO 13818-1: packets of 188 bytes. */
    @Test
    void transportStream() throws IOException {
        byte[] whole = ascii(("G" + "x".repeat(187)).repeat(10));
        assertThat(missing(whole, whole.length)).isEmpty();
        assertThat(missing(whole, 188 * 7)).as("cut between two packets").isEmpty();
        assertThat(missing(whole, 188 * 7 + 50)).isEqualTo("its last packet is not whole, so the file was cut off");
    }

    /** Adobe's FLV specification, annex E: a tag that tells the file's size, and one of pictures. */
    @Test
    void flv() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(13 + 11 + 50 + 4 + 11 + 60 + 4);
        file.put(ascii("FLV")).put((byte) 1).position(13);
        file.putInt(18 << 24 | 50).position(13 + 11 + 20);
        file.put(ascii("filesize")).put((byte) 0).putDouble(file.capacity()).position(13 + 11 + 50);
        file.putInt(61).putInt(9 << 24 | 60).position(file.capacity() - 4);
        file.putInt(71);
        int length = file.capacity();
        assertThat(missing(file.array(), length)).isEmpty();
        for (int kept : new int[] {length - 1, length - 4, length - 40, 40}) {
            assertThat(missing(file.array(), kept)).isEqualTo("its last packet is not whole, so the file was cut off");
        }
        assertThat(missing(file.array(), 78))
                .as("cut between two packets")
                .isEqualTo("it has 78 of the " + length + " bytes that it claims, so the file was cut off");
        assertThat(missing(file.putInt(length - 4, 60).array(), length))
                .as("some writers")
                .isEmpty();
    }

    @Test
    void othersTellNothing() throws IOException {
        assertThat(missing(new byte[0], 0)).isEmpty();
        assertThat(missing(new byte[1000], 1000)).isEmpty();
        assertThat(ContainerLength.missing(folder.resolve("nothing"))).isEmpty();
    }
}
