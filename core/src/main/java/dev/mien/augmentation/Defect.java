package dev.mien.augmentation;

import dev.mien.image.GrayImage;
import dev.mien.image.ImageDegradation;
import dev.mien.image.Jpeg;

/**
 * A defect that makes a picture worse.
 *
 * @param kind of the defect
 * @param severity in the unit and range of the kind
 * @param seed of the noise
 */
public record Defect(Kind kind, double severity, long seed) implements PictureChange {

    /** The kinds, each with the meaning of its severity. */
    public enum Kind {
        /** The Gaussian's deviation in pixels of a picture 48 wide, 0.001 to 48. */
        BLUR,
        /** The noise's deviation in grey levels, 0 to 255. */
        NOISE,
        /** The reduced width in pixels, at least 1, rounded. */
        COARSE,
        /** JPEG's quality, 1 to 100, rounded. */
        JPEG
    }

    /** A blur so small that it changes no grey value. */
    static final double LEAST_BLUR = 1e-3;

    /** JPEG's quality that is nearest to no defect. */
    static final double BEST_QUALITY = 100;

    private static final double WHITE = 255;
    private static final double WIDEST = 1e6;

    /** @throws dev.mien.InvalidInputException if the severity is outside the kind's range */
    public Defect {
        switch (kind) {
            case BLUR -> Ranges.require("blur", severity, LEAST_BLUR, ImageDegradation.SIDE);
            case NOISE -> Ranges.require("noise", severity, 0, WHITE);
            case COARSE -> Ranges.require("width that is left", severity, 1, WIDEST);
            case JPEG -> Ranges.require("JPEG quality", severity, 1, BEST_QUALITY);
        }
    }

    @Override
    public GrayImage apply(GrayImage picture) {
        return switch (kind) {
            case BLUR -> ImageDegradation.blurred(picture, severity);
            case NOISE -> ImageDegradation.noisy(picture, severity, seed);
            case COARSE -> ImageDegradation.coarse(picture, (int) Math.round(severity));
            case JPEG -> Jpeg.recompressed(picture, (int) Math.round(severity));
        };
    }
}
