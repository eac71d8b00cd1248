package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.DecodingOptions;
import dev.mien.image.RgbImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEIC and AVIF files that claim too much, lack something or are damaged. */
class BadHeifTest {
    private static final DecodingOptions SMALL = new DecodingOptions(1_000_000, 1 << 20);

    private static int place(byte[] file, String type) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(type);
    }

    private static byte[] patched(String name, String type, int offset, int value) {
        byte[] file = GoldenHeif.named(name).file();
        ByteBuffer.wrap(file).putInt(place(file, type) + offset, value);
        return file;
    }

    private static byte[] renamed(String name, String type, String other) {
        byte[] file = GoldenHeif.named(name).file();
        System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, file, place(file, type), 4);
        return file;
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> RgbImage.decode("holiday", file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("holiday " + message);
    }

    @Test
    void aClaimIsRefusedBeforeItIsDecoded() {
        assertRefused(
                patched("plain.avif", "ispe", 8, 15_000_000),
                "claims 15000000x48 pixels, at most 200000000 are read: make it smaller");
        assertRefused(
                patched("lossless.avif", "ispe", 8, 4_000_000),
                "claims 4000000x48 pixels in 1642 bytes, too few for a photo: make the picture smaller");
    }

    @Test
    void theSizeThatIsClaimedIsTheCodedOne() {
        assertRefused(
                patched("plain.avif", "ispe", 8, 80),
                "cannot be decoded (its picture has 64x48 pixels and claims 80x48): replace or remove it");
    }

    @Test
    void tilesMustFillThePicture() {
        byte[] file = GoldenHeif.named("phone.heic").file();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        bytes.putShort(place(file, "idat") + 8, (short) 200);
        assertRefused(
                file,
                "cannot be decoded (its 4 tiles of 64x64 do not make a picture of 200x90 in 2 rows and 2 columns):"
                        + " replace or remove it");
    }

    @Test
    void otherKindsOfPicturesAreNamed() {
        assertRefused(
                renamed("plain.heic", "hvc1", "vvc1"),
                "has a picture of the kind 'vvc1', and only HEVC and AV1 are decoded in HEIC and AVIF: convert it to"
                        + " JPEG, PNG or WebP");
        assertRefused(
                renamed("plain.avif", "ispe", "xspe"),
                "cannot be decoded (its picture has no size): replace or remove it");
        assertRefused(
                renamed("turned-1.avif", "irot", "warp"),
                "cannot be decoded (its picture needs the property warp, which is not known): replace or remove it");
        assertRefused(
                renamed("plain.avif", "meta", "free"),
                "cannot be decoded (it has no still picture): replace or remove it");
    }

    /** A hole as in a file that was not copied to its end, and in AV1 damage of any kind. HEVC has no checksum. */
    @ParameterizedTest
    @CsvSource({"plain.heic, 0, 60", "phone.heic, 0, 2000", "plain.avif, 0, 300", "plain.avif, 165, 300"})
    void damagedPixelsAreNamed(String name, int value, int place) {
        byte[] file = GoldenHeif.named(name).file();
        int start = place(file, "mdat") + 4 + place;
        Arrays.fill(file, start, start + 60, (byte) value);
        assertRefused(file, "cannot be decoded (its pixels are damaged): replace or remove it");
    }

    /** Flips bits anywhere: the file is decoded or refused by name. */
    private static void damage(int times) {
        Random random = new Random(5);
        int refused = 0;
        for (GoldenHeif golden : GoldenHeif.all().toList()) {
            for (int i = 0; i < times; i++) {
                byte[] file = golden.file();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try {
                    RgbImage picture = RgbImage.decode("damaged", file, SMALL);
                    assertThat((long) picture.width() * picture.height()).isBetween(1L, SMALL.mostPixels());
                } catch (MienException e) {
                    assertThat(e).isInstanceOf(InvalidInputException.class).hasMessageStartingWith("damaged ");
                    assertThat(e.getCause() instanceof Error).isFalse();
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(times);
    }

    @Test
    void randomDamageIsDecodedOrRefused() {
        damage(4);
    }

    /** Nearly 7,000 files. */
    @Test
    @Tag("thorough")
    void muchRandomDamageIsDecodedOrRefused() {
        damage(200);
    }
}
