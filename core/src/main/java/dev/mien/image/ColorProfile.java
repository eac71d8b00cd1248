package dev.mien.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An ICC profile of red, green and blue other than sRGB, which pixels are taken from to sRGB. */
final class ColorProfile {
    private final ICC_Profile profile;

    private ColorProfile(ICC_Profile profile) {
        this.profile = profile;
    }

    /** The profile in a file, unless it is damaged, or sRGB, or of other colours: then there is nothing to convert. */
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
        return profile.getColorSpaceType() == ColorSpace.TYPE_RGB && !describesItselfAsSrgb(profile)
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
     * Converts pixels in place; leaves them as they are where the profile turns out to be damaged.
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
            // a profile that no colour management reads says nothing about the colours
        }
    }
}
