package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mien.InvalidInputException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No file takes more time or memory than its length and its pixels allow, whatever it claims. The files are whole ones
 * whose size is patched, in all formats, and whole ones with random damage.
 */
class PictureBudgetTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SIDE = 14_000;

    /** For readers, tables and messages. */
    private static final long FREE_BYTES = 24_000_000;

    /** Several copies of a picture in up to 16 bits for each of four channels. */
    private static final long BYTES_OF_A_PIXEL = 64;

    /** Lossless WebP may be of one colour, so memory for 16 million pixels is taken before it turns out damaged. */
    private static final long FREE_PIXELS = 16_000_000;

    private static final long MOST_PIXELS_OF_A_BYTE = 10_000;

    /** Of the processor. The slowest takes 1.8 s alone on a machine, and twice as long beside other work. */
    private static final long NANOSECONDS = 10_000_000_000L;

    private static byte[] golden(String name) {
        return GoldenPicture.all()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .orElseThrow()
                .file();
    }

    /** The place of a mark of two bytes. */
    private static int find(ByteBuffer file, int... marks) {
        for (int place = 0; place < file.limit() - 1; place++) {
            int here = Short.toUnsignedInt(file.getShort(place));
            if (Arrays.stream(marks).anyMatch(mark -> mark == here)) {
                return place;
            }
        }
        throw new AssertionError("no mark");
    }

    /** A whole file that claims another size. */
    private static byte[] claiming(String name, int side) {
        ByteBuffer file = ByteBuffer.wrap(golden(name));
        String ending = name.substring(name.lastIndexOf('.') + 1);
        switch (ending) {
            case "png" -> {
                file.putInt(16, side).putInt(20, side);
                CRC32 sum = new CRC32();
                sum.update(file.array(), 12, 17);
                file.putInt(29, (int) sum.getValue());
            }
            case "gif" -> {
                file.order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) side).putShort(8, (short) side);
                int frame = 13 + 3 * (2 << (file.get(10) & 7));
                while (file.get(frame) != 0x2c) {
                    frame++;
                }
                file.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
            case "bmp" -> file.order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
            case "tif" -> tiff(file, side);
            case "webp" -> webp(file.order(ByteOrder.LITTLE_ENDIAN), side);
            default -> {
                int frame = find(file, 0xffc0, 0xffc1, 0xffc2);
                file.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
        }
        return file.array();
    }

    /** Width, height and rows of a strip. */
    private static void tiff(ByteBuffer file, int side) {
        file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int start = file.getInt(4);
        for (int i = 0; i < file.getShort(start); i++) {
            int entry = start + 2 + 12 * i;
            if (List.of(256, 257, 278).contains((int) file.getShort(entry))) {
                file.putShort(entry + 2, (short) 4).putInt(entry + 8, side);
            }
        }
    }

    private static void webp(ByteBuffer file, int side) {
        for (int place = 12; place + 8 < file.limit(); ) {
            String chunk = new String(file.array(), place, 4, StandardCharsets.ISO_8859_1);
            if (chunk.equals("VP8L")) {
                file.putInt(place + 9, side - 1 | side - 1 << 14);
            } else if (chunk.equals("VP8 ")) {
                file.putShort(place + 14, (short) side).putShort(place + 16, (short) side);
            } else if (chunk.equals("VP8X")) {
                file.putInt(place + 12, side - 1 | (side - 1 & 0xff) << 24);
                file.putShort(place + 16, (short) (side - 1 >> 8));
            }
            place += 8 + file.getInt(place + 4) + file.getInt(place + 4) % 2;
        }
    }

    /** Decodes or refuses. Returns the number of pixels. */
    private static long decode(String name, byte[] file) {
        try {
            RgbImage picture = RgbImage.decode(name, file);
            return (long) picture.width() * picture.height();
        } catch (InvalidInputException e) {
            assertThat(e).hasMessageStartingWith(name);
            return 0;
        }
    }

    private static void assertWithinBudget(String name, byte[] file) {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long time = THREADS.getCurrentThreadCpuTime();
        long read = decode(name, file);
        boolean isFree = name.endsWith(".webp");
        long pixels = Math.max(read, isFree ? FREE_PIXELS + MOST_PIXELS_OF_A_BYTE * file.length : 0);
        assertThat(THREADS.getCurrentThreadCpuTime() - time)
                .as("time of " + name)
                .isLessThan(NANOSECONDS);
        assertThat(THREADS.getThreadAllocatedBytes(thread) - bytes)
                .as("memory of " + name)
                .isLessThan(FREE_BYTES + 100L * file.length + BYTES_OF_A_PIXEL * pixels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "plain.gif",
                "rgb.bmp",
                "lossless.webp",
                "lossy.webp",
                "baseline.jpg",
                "progressive.jpg",
                "cmyk-adobe.jpg",
                "rgb.tif",
                "tiff_lzw.tif",
                "tiff_adobe_deflate.tif",
                "packbits.tif",
                "fax.tif",
                "jpeg.tif",
                "gray-16.tif"
            })
    void aClaimCostsNothing(String name) {
        assertWithinBudget(name, claiming(name, SIDE));
        assertWithinBudget(name, claiming(name, 30_000));
    }

    /** Flips bits, cuts the file off, or empties a part of it. */
    private static byte[] damaged(byte[] file, Random random) {
        int place = random.nextInt(file.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(file, place);
            case 1 -> {
                Arrays.fill(file, place, Math.min(file.length, place + 1 + random.nextInt(40)), (byte) 0);
                yield file;
            }
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield file;
            }
        };
    }

    private static void damageAll(int times) {
        Random random = new Random(3);
        GoldenPicture.all().forEach(picture -> {
            for (int i = 0; i < times; i++) {
                assertWithinBudget(picture.name(), damaged(picture.file(), random));
            }
        });
    }

    @Test
    void randomDamageCostsNothing() {
        damageAll(3);
    }

    /** More than 2,000 files. */
    @Test
    @Tag("thorough")
    void muchRandomDamageCostsNothing() {
        damageAll(30);
    }
}
