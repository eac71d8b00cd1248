package dev.mien.augmentation;

import java.util.List;

/**
 * What was drawn for one sample of one epoch. A pixel of the result at {@code d} from the centre, mirrored first where there is a
 * flip, shows the source at {@code rotation * (shift + zoom * d)} from the centre; x grows to the right and y down. After that
 * come the light, the changes of grey values and then the patches.
 *
 * @param shiftX pixels by which the sampled place moves to the right, so that the picture moves to the left; up to 1,000,000
 *     either way
 * @param shiftY pixels by which the sampled place moves down, so that the picture moves up; as far
 * @param zoomX factor of horizontal distances from the centre, 0.000001 to 1000: below 1 enlarges
 * @param zoomY factor of vertical distances from the centre, in the same range
 * @param rotation radians by which the sampled place turns clockwise, so that the picture turns the other way
 * @param flip whether the result is mirrored left to right, after all other changes of place
 * @param border what is seen beyond the source's border
 * @param light factors of the grey values
 * @param changes of the grey values in this light, such as a {@link Defect}, one after the other
 * @param erased rectangles of the result that are erased, one after the other
 */
public record Draw(
        double shiftX,
        double shiftY,
        double zoomX,
        double zoomY,
        double rotation,
        boolean flip,
        Border border,
        Light light,
        List<PictureChange> changes,
        List<Patch> erased) {
    private static final double FARTHEST = 1e6;
    private static final double SMALLEST_ZOOM = 1e-6;
    private static final double LARGEST_ZOOM = 1e3;

    /** The picture as it is. */
    public static final Draw IDENTITY = new Draw(0, 0, 1, 1, 0, false);

    /** @throws dev.mien.InvalidInputException if a value is outside of its range */
    public Draw {
        Ranges.require("horizontal shift in pixels", shiftX, -FARTHEST, FARTHEST);
        Ranges.require("vertical shift in pixels", shiftY, -FARTHEST, FARTHEST);
        Ranges.require("horizontal zoom factor", zoomX, SMALLEST_ZOOM, LARGEST_ZOOM);
        Ranges.require("vertical zoom factor", zoomY, SMALLEST_ZOOM, LARGEST_ZOOM);
        Ranges.require("rotation in radians", rotation, -FARTHEST, FARTHEST);
        changes = List.copyOf(changes);
        erased = List.copyOf(erased);
    }

    /** Without changes of grey values but light. */
    public Draw(
            double shiftX,
            double shiftY,
            double zoomX,
            double zoomY,
            double rotation,
            boolean flip,
            Border border,
            Light light,
            List<Patch> erased) {
        this(shiftX, shiftY, zoomX, zoomY, rotation, flip, border, light, List.of(), erased);
    }

    /** A change of place alone, with the nearest pixel beyond the border. */
    public Draw(double shiftX, double shiftY, double zoomX, double zoomY, double rotation, boolean flip) {
        this(shiftX, shiftY, zoomX, zoomY, rotation, flip, Border.NEAREST, Light.UNCHANGED, List.of());
    }
}
