package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which profiles are sRGB, and need no conversion. */
class ColorProfileTest {
    private static final int CURVE = 0x63757276;
    private static final int PARAMETRIC = 0x70617261;

    private static byte[] linear() {
        return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    }

    /** IEC 61966-2-1. */
    private static double encoded(double light) {
        return light <= 0.003_130_8 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    /** Java's profile of linear light is called "linear sRGB" and has sRGB's colorants. */
    @Test
    void linearSrgbIsTakenToSrgb() throws IOException {
        byte[] stored =
                DamagedProfileTest.pixels(DamagedProfileTest.golden("rgb.png").file());
        byte[] shown = DamagedProfileTest.pixels(DamagedProfileTest.png(linear()));
        for (int i = 0; i < stored.length; i++) {
            double light = Byte.toUnsignedInt(stored[i]) / 255.0;
            assertThat((double) Byte.toUnsignedInt(shown[i])).isCloseTo(255 * encoded(light), within(2.0));
        }
    }

    @Test
    void srgbIsLeftAsItIs() {
        assertThat(ColorProfile.of(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()))
                .isEmpty();
    }

    /** In units of 1/65,536: an exponent, then a, b, c, d of IEC 61966-2-1, as phones' profiles have them. */
    @Test
    void aParametricCurveOfSrgbIsSrgb() {
        byte[] curve = tone(PARAMETRIC, 3 << 16, 157_286, 62_119, 3_417, 5_072, 2_651);
        assertThat(ToneCurve.ofHalf(curve)).isCloseTo(0.2140, within(0.0005));
        assertThat(ToneCurve.ofHalf(tone(PARAMETRIC, 0, 144_179))).isCloseTo(Math.pow(0.5, 2.2), within(0.0005));
        assertThat(ToneCurve.ofHalf(tone(PARAMETRIC, 0, 65_536))).isEqualTo(0.5);
        assertThat(ToneCurve.ofHalf(tone(PARAMETRIC, 9 << 16, 65_536))).isNaN();
        assertThat(ToneCurve.ofHalf(tone(PARAMETRIC, 3 << 16, 65_536)))
                .as("too short")
                .isNaN();
    }

    @Test
    void aCurveIsALineAnExponentOrATable() {
        assertThat(ToneCurve.ofHalf(tone(CURVE, 0))).isEqualTo(0.5);
        assertThat(ToneCurve.ofHalf(tone(CURVE, 3, 0x0000_3333, 0xffff_0000))).isCloseTo(0.2, within(0.0001));
        assertThat(ToneCurve.ofHalf(tone(CURVE, 4, 0x0000_0000, 0xffff_ffff))).isEqualTo(0.5);
        assertThat(ToneCurve.ofHalf(tone(CURVE, 100, 0))).as("too short").isNaN();
        assertThat(ToneCurve.ofHalf(tone(0, 0))).as("of no kind").isNaN();
        assertThat(ToneCurve.ofHalf(new byte[3])).isNaN();
    }

    private static byte[] tone(int type, int... content) {
        ByteBuffer tag =
                ByteBuffer.allocate(8 + 4 * content.length).putInt(type).putInt(0);
        for (int word : content) {
            tag.putInt(word);
        }
        return tag.array();
    }

    /** The linear profile's one curve with another exponent, in 1/256. */
    @ParameterizedTest
    @CsvSource({"563, false", "614, false", "461, true", "256, true"})
    void anExponentNearSrgbsIsSrgb(int exponent, boolean converted) {
        byte[] file = linear();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int curves = 0;
        for (int place = 128; place + 14 <= file.length; place += 4) {
            if (bytes.getInt(place) == CURVE && bytes.getInt(place + 8) == 1) {
                bytes.putShort(place + 12, (short) exponent);
                curves++;
            }
        }
        assertThat(curves).isPositive();
        assertThat(ColorProfile.of(file).isPresent()).isEqualTo(converted);
    }
}
