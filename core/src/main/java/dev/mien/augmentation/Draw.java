package dev.mien.augmentation;

/**
 * What was drawn for one sample of one epoch.
 *
 * @param shiftX columns by which the sampled position moves to the right
 * @param shiftY rows by which the sampled position moves down
 * @param zoomX factor of horizontal distances from the centre, above 0
 * @param zoomY factor of vertical distances from the centre, above 0
 * @param rotation angle in radians
 * @param flip whether the result is mirrored left to right
 */
public record Draw(double shiftX, double shiftY, double zoomX, double zoomY, double rotation, boolean flip) {
    /** The picture as it is. */
    public static final Draw IDENTITY = new Draw(0, 0, 1, 1, 0, false);
}
