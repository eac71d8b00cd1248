package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faxes that Java's own writer makes, whole and with codes that end early although all lengths agree. */
class TiffFaxTest {
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4};

    /** Runs of all lengths, such as 2600 white pixels, and rows that resemble the one above. */
    private static BufferedImage drawn(int width, int height, int seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (random.nextInt(3) == 0) {
                int longest = 1 << random.nextInt(13);
                boolean white = random.nextBoolean();
                for (int x = 0; x < width; white = !white) {
                    int end = Math.min(width, x + 1 + random.nextInt(longest));
                    Arrays.fill(row, x, end, white ? 0xffffff : 0);
                    x = end;
                }
            } else if (width > 8) {
                int shift = random.nextInt(5);
                System.arraycopy(row, 0, row, shift, width - shift);
            }
            picture.setRGB(0, y, width, 1, row, 0, width);
        }
        return picture;
    }

    private static byte[] encode(BufferedImage picture, String form) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionType(form);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The place of a tag's entry in the first directory. */
    private static int entry(ByteBuffer file, int tag) {
        int place = file.getInt(4) + 2;
        while (Short.toUnsignedInt(file.getShort(place)) != tag) {
            place += 12;
        }
        return place;
    }

    private static int place(ByteBuffer file, int tag, int index) {
        int entry = entry(file, tag);
        int bytes = TYPE_BYTES[file.getShort(entry + 2)];
        boolean isInside = bytes * file.getInt(entry + 4) <= 4;
        return (isInside ? entry + 8 : file.getInt(entry + 8)) + index * bytes;
    }

    private static int value(ByteBuffer file, int tag, int index) {
        int place = place(file, tag, index);
        return file.getShort(entry(file, tag) + 2) == 3 ? file.getShort(place) & 0xffff : file.getInt(place);
    }

    private static ByteBuffer buffer(byte[] file) {
        return ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void wholeOnesAreRead(String form) throws IOException {
        int[][] sizes = {{1, 1}, {7, 3}, {64, 40}, {333, 61}, {3000, 90}};
        for (int[] size : sizes) {
            BufferedImage picture = drawn(size[0], size[1], size[0]);
            RgbImage read = RgbImage.decode("fax", encode(picture, form));
            assertThat(read.width()).isEqualTo(size[0]);
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    assertThat(read.value(x, y, 0)).isEqualTo(picture.getRGB(x, y) & 0xff);
                }
            }
        }
    }

    /** The last strip loses its last bytes. Its length says so, so that nothing but the codes tells it. */
    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void codesThatEndEarlyAreRefused(String form) throws IOException {
        byte[] file = encode(drawn(333, 61, 5), form);
        ByteBuffer buffer = buffer(file);
        int strips = buffer.getInt(entry(buffer, STRIP_BYTES) + 4);
        int length = value(buffer, STRIP_BYTES, strips - 1);
        int place = place(buffer, STRIP_BYTES, strips - 1);
        boolean isShort = buffer.getShort(entry(buffer, STRIP_BYTES) + 2) == 3;
        for (int kept : new int[] {length * 9 / 10, length / 2, length / 10, 1, 0}) {
            if (isShort) {
                buffer.putShort(place, (short) kept);
            } else {
                buffer.putInt(place, kept);
            }
            assertThatThrownBy(() -> RgbImage.decode("fax", file))
                    .as("%s: %d of %d", form, kept, length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("fax cannot be decoded (its codes end before the last row): replace or remove it");
        }
    }

    /** More rows are claimed than there are codes. Behind the last code is the mark of the end, or there is none. */
    @Test
    void aTallerClaimIsRefused() {
        byte[] file = GoldenPicture.all()
                .filter(picture -> picture.name().equals("fax.tif"))
                .findFirst()
                .orElseThrow()
                .file();
        ByteBuffer buffer = buffer(file);
        assertThat(value(buffer, COMPRESSION, 0)).isEqualTo(4);
        buffer.putShort(place(buffer, 257, 0), (short) 40).putShort(place(buffer, 278, 0), (short) 40);
        assertThatThrownBy(() -> RgbImage.decode("fax", file))
                .hasMessage("fax cannot be decoded (its codes end before the last row): replace or remove it");
    }

    /** A code that no encoder of T.6 writes: the reader would go on in the middle of the next code. */
    @Test
    void anUnknownCodeIsRefused() throws IOException {
        byte[] file = encode(drawn(333, 61, 5), "CCITT T.6");
        ByteBuffer buffer = buffer(file);
        int start = value(buffer, STRIP_OFFSETS, 0);
        Arrays.fill(file, start + 3, start + 7, (byte) 0);
        assertThatThrownBy(() -> RgbImage.decode("fax", file))
                .hasMessage("fax cannot be decoded (its codes are not those of a fax): replace or remove it");
    }
}
