package dev.mien.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An ICC profile of red, green and blue other than sRGB. It converts pixels to sRGB. */
final class ColorProfile {
    private static final double FIXED = 65_536;
    private static final double NEAR = 0.01;

    /** X, Y and Z at D50 (IEC 61966-2-1, as in its profiles). */
    private static final Map<Integer, List<Double>> SRGB_COLORANTS = Map.of(
            ICC_Profile.icSigRedColorantTag, List.of(0.4361, 0.2225, 0.0139),
            ICC_Profile.icSigGreenColorantTag, List.of(0.3851, 0.7169, 0.0971),
            ICC_Profile.icSigBlueColorantTag, List.of(0.1431, 0.0606, 0.7141));

    private static final List<Integer> TONES =
            List.of(ICC_Profile.icSigRedTRCTag, ICC_Profile.icSigGreenTRCTag, ICC_Profile.icSigBlueTRCTag);

    /**
     * The light of half the highest value (IEC 61966-2-1). Curves for sRGB are within 0.01 of it; the nearest other
     * curve in use is at 0.29.
     */
    private static final double SRGB_HALF = 0.214;

    private static final double NEAR_TONE = 0.03;

    private final ICC_Profile profile;

    private ColorProfile(ICC_Profile profile) {
        this.profile = profile;
    }

    /**
     * The profile in a file. Empty if it is damaged, is sRGB, or is not of red, green and blue; then nothing is
     * converted.
     */
    static Optional<ColorProfile> of(byte[] file) {
        try {
            return of(ICC_Profile.getInstance(file));
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    static Optional<ColorProfile> of(ColorSpace space) {
        return space instanceof ICC_ColorSpace && !space.isCS_sRGB()
                ? of(((ICC_ColorSpace) space).getProfile())
                : Optional.empty();
    }

    private static Optional<ColorProfile> of(ICC_Profile profile) {
        boolean isSrgb = describesItselfAsSrgb(profile) && hasColorantsOfSrgb(profile) && hasTonesOfSrgb(profile);
        return profile.getColorSpaceType() == ColorSpace.TYPE_RGB && !isSrgb
                ? Optional.of(new ColorProfile(profile))
                : Optional.empty();
    }

    /** The description is ASCII in version 2 and UTF-16 in version 4 (ICC.1:2022, 10.15). */
    private static boolean describesItselfAsSrgb(ICC_Profile profile) {
        byte[] description = profile.getData(ICC_Profile.icSigProfileDescriptionTag);
        return description != null
                && new String(description, StandardCharsets.ISO_8859_1)
                        .replace("\0", "")
                        .contains("sRGB");
    }

    /**
     * "Display P3 with sRGB's tones" is not sRGB, so the colorants decide. A profile of tables has no colorants; its
     * name decides.
     */
    private static boolean hasColorantsOfSrgb(ICC_Profile profile) {
        return SRGB_COLORANTS.entrySet().stream().allMatch(colorant -> {
            byte[] tag = profile.getData(colorant.getKey());
            return tag == null || isNear(tag, colorant.getValue());
        });
    }

    /**
     * "Linear sRGB" is not sRGB because its tones are linear, so the curves decide. The name decides for a profile
     * without curves.
     */
    private static boolean hasTonesOfSrgb(ICC_Profile profile) {
        return TONES.stream().allMatch(signature -> {
            byte[] tag = profile.getData(signature);
            return tag == null || Math.abs(ToneCurve.ofHalf(tag) - SRGB_HALF) < NEAR_TONE;
        });
    }

    /** Eight bytes, then X, Y and Z in units of 1/65,536 (ICC.1:2022, 10.31). */
    private static boolean isNear(byte[] tag, List<Double> expected) {
        ByteBuffer values = ByteBuffer.wrap(tag);
        return tag.length >= 20
                && IntStream.range(0, 3)
                        .allMatch(i -> Math.abs(values.getInt(8 + 4 * i) / FIXED - expected.get(i)) < NEAR);
    }

    /**
     * Converts pixels in place. Leaves them unchanged if the profile turns out to be damaged.
     *
     * @param rgb bytes in the order red, green, blue
     */
    void toSrgb(int width, int height, byte[] rgb) {
        ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
        try {
            WritableRaster converted = conversion.filter(
                    Rasters.over(width, height, RgbImage.CHANNELS, rgb),
                    Rasters.over(width, height, RgbImage.CHANNELS, new byte[rgb.length]));
            converted.getDataElements(0, 0, width, height, rgb);
        } catch (CMMException e) {
            // without a readable profile the colours stay as they are
        }
    }
}
