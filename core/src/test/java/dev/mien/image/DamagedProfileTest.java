package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A colour profile that says nothing leaves the pixels as they are: a photo is never lost for it. */
class DamagedProfileTest {
    private static final int IDAT = 33;

    static GoldenPicture golden(String name) {
        return GoldenPicture.all()
                .filter(picture -> picture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static byte[] pixels(byte[] file) {
        RgbImage picture = RgbImage.decode("profiled", file);
        byte[] pixels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
        picture.copyPixels(pixels);
        return pixels;
    }

    /** The profile that stands in a golden PNG right after its header. */
    private static byte[] profile() throws IOException {
        byte[] file = golden("display-p3.png").file();
        int length = ByteBuffer.wrap(file).getInt(IDAT);
        assertThat(new String(file, IDAT + 4, 4, StandardCharsets.US_ASCII)).isEqualTo("iCCP");
        byte[] chunk = Arrays.copyOfRange(file, IDAT + 8, IDAT + 8 + length);
        int name = new String(chunk, StandardCharsets.ISO_8859_1).indexOf('\0');
        return new InflaterInputStream(new ByteArrayInputStream(chunk, name + 2, length)).readAllBytes();
    }

    static byte[] png(byte[] profile) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("iCCPicc\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
            deflater.write(profile);
        }
        CRC32 sum = new CRC32();
        sum.update(chunk.toByteArray());
        byte[] plain = golden("rgb.png").file();
        ByteBuffer file = ByteBuffer.allocate(plain.length + chunk.size() + 8);
        file.put(plain, 0, IDAT)
                .putInt(chunk.size() - 4)
                .put(chunk.toByteArray())
                .putInt((int) sum.getValue());
        return file.put(plain, IDAT, plain.length - IDAT).array();
    }

    private static byte[] jpeg(String name, byte[] profile) {
        byte[] plain = golden(name).file();
        ByteBuffer file = ByteBuffer.allocate(plain.length + profile.length + 18);
        file.put(plain, 0, 2).putShort((short) 0xffe2).putShort((short) (profile.length + 16));
        file.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .put(profile);
        return file.put(plain, 2, plain.length - 2).array();
    }

    /** Puts a profile into the place of the one that a golden file holds as it is. */
    private static byte[] replaced(String name, byte[] profile) {
        byte[] file = golden(name).file();
        int mark = new String(file, StandardCharsets.ISO_8859_1).indexOf("mntrRGB XYZ ");
        int start = mark - 12;
        int length = ByteBuffer.wrap(file).getInt(start);
        System.arraycopy(Arrays.copyOf(profile, length), 0, file, start, length);
        return file;
    }

    /**
     * A profile of which the header is right and no tag is left: it is read, and no colour management makes anything of
     * it.
     */
    private static byte[] withoutTags(byte[] profile) {
        byte[] header = Arrays.copyOf(profile, 132);
        return ByteBuffer.wrap(header).putInt(0, header.length).putInt(128, 0).array();
    }

    @Test
    void whatColourManagementRefusesLeavesThePixels() throws IOException {
        byte[] damaged = withoutTags(profile());
        ICC_Profile read = ICC_Profile.getInstance(damaged);
        ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        assertThatThrownBy(() -> new ColorConvertOp(new ICC_Profile[] {read, srgb}, null)
                        .filter(Rasters.over(2, 2, 3, new byte[12]), Rasters.over(2, 2, 3, new byte[12])))
                .as("otherwise this test shows nothing")
                .isInstanceOf(CMMException.class);
        assertThat(ColorProfile.of(damaged)).as("and is found no earlier").isPresent();
        assertThat(pixels(png(damaged))).isEqualTo(pixels(golden("rgb.png").file()));
        for (String name : new String[] {"baseline.jpg", "gray.jpg", "cmyk-adobe.jpg", "rgb-stored.jpg"}) {
            assertThat(pixels(jpeg(name, damaged)))
                    .as(name)
                    .isEqualTo(pixels(golden(name).file()));
        }
    }

    @Test
    void soItIsInTheFormatsWhoseReadersKnowProfiles() throws IOException {
        byte[] damaged = withoutTags(profile());
        assertThat(pixels(replaced("adobe-rgb.tif", damaged)))
                .isEqualTo(pixels(golden("rgb.tif").file()));
        assertThat(pixels(replaced("adobe-rgb.webp", damaged)))
                .isEqualTo(pixels(golden("lossless.webp").file()));
    }

    /** Only an extended WebP has flags and may have a profile; in a plain one, the pixels begin at the flags' place. */
    @Test
    void soItIsInAPlainWebpThatShouldHaveNone() throws IOException {
        byte[] plain = golden("lossless.webp").file();
        assertThat(new String(plain, 12, 4, StandardCharsets.US_ASCII)).isEqualTo("VP8L");
        byte[] damaged = withoutTags(profile());
        ByteBuffer file = ByteBuffer.allocate(plain.length + 8 + damaged.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(plain).put("ICCP".getBytes(StandardCharsets.US_ASCII)).putInt(damaged.length);
        file.put(damaged).putInt(4, file.capacity() - 8);
        assertThat(pixels(file.array())).isEqualTo(pixels(plain));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 127, 128, 131, 132, 140, 200})
    void aProfileThatIsCutOffLeavesThePixels(int length) throws IOException {
        byte[] cut = Arrays.copyOf(profile(), length);
        assertThat(pixels(png(cut))).isEqualTo(pixels(golden("rgb.png").file()));
        assertThat(pixels(jpeg("baseline.jpg", cut)))
                .isEqualTo(pixels(golden("baseline.jpg").file()));
    }

    /** Some of these are profiles of other colours, so what comes out may differ: but a picture does. */
    @Test
    void noDamageAtAllLosesThePicture() throws IOException {
        byte[] whole = profile();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int change = 0; change <= i % 7; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(pixels(png(damaged))).hasSize(26 * 18 * 3);
            assertThat(pixels(jpeg("baseline.jpg", damaged))).hasSize(26 * 18 * 3);
            assertThat(pixels(replaced("adobe-rgb.tif", damaged))).hasSize(26 * 18 * 3);
            assertThat(pixels(replaced("adobe-rgb.webp", damaged))).hasSize(26 * 18 * 3);
        }
    }
}
