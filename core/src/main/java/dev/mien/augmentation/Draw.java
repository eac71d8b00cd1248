package dev.mien.augmentation;

import java.util.List;

/**
 * The random values drawn for one sample of one epoch. A pixel of the result at {@code d} from the centre shows the
 * source at {@code rotation * (shift + zoom * d)} from the centre; a flip mirrors {@code d} first. x grows to the right
 * and y down. The light follows, then the changes of grey values, then the patches.
 *
 * @param shiftX pixels by which the sampled place moves to the right, so that the picture moves to the left; -1,000,000
 *     to 1,000,000
 * @param shiftY pixels by which the sampled place moves down, so that the picture moves up; the same range
 * @param zoomX factor of horizontal distances from the centre, 0.000001 to 1000; a factor below 1 enlarges
 * @param zoomY factor of vertical distances from the centre, in the same range
 * @param rotation radians by which the sampled place turns clockwise, so that the picture turns counterclockwise
 * @param flip whether the result is mirrored left to right, after all other geometric changes
 * @param border what the source shows beyond its border
 * @param light factors of the grey values
 * @param changes of the grey values, such as a {@link Defect}, applied after the light, in this order
 * @param erased rectangles erased from the result, in this order
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

    /** A draw that changes nothing. */
    public static final Draw IDENTITY = new Draw(0, 0, 1, 1, 0, false);

    /** @throws dev.mien.InvalidInputException if a value is outside its range */
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

    /** Geometric changes alone, with the nearest pixel beyond the border. */
    public Draw(double shiftX, double shiftY, double zoomX, double zoomY, double rotation, boolean flip) {
        this(shiftX, shiftY, zoomX, zoomY, rotation, flip, Border.NEAREST, Light.UNCHANGED, List.of());
    }
}
