package dev.mien.drawing;

import java.util.Optional;

/**
 * How one person's label stood in a video's frame before. A label that would take the best place anew in each frame would jump about
 * its face as the box trembles; so it keeps its place while that is free, and leaves it for a better one that stays free for a while.
 *
 * @param place where it stood; empty where there was no room
 * @param form what it said
 * @param letter size of its letters, in pixels
 * @param waited frames for which a better place has been free
 */
record LabelHabit(Optional<LabelPlacement.Place> place, FaceLabel.Form form, int letter, int waited) {
    /** Frames after which a label goes to a better place: half a second of most videos. */
    static final int PATIENCE = 12;

    /** What its letters may differ from what they should be before they change, in pixels. */
    private static final double LETTER_TOLERANCE = 1.2;

    /** A face may become so much smaller than bars need before they go. */
    private static final double BARS_TOLERANCE = 0.85;

    /** The size of letters, in pixels, where it should be {@code wanted}. */
    int letter(double wanted) {
        return Math.abs(letter - wanted) < LETTER_TOLERANCE ? letter : (int) Math.rint(wanted);
    }

    /** What the sizes that bars need are to be multiplied by. */
    double leniency() {
        return form == FaceLabel.Form.DETAILED ? BARS_TOLERANCE : 1;
    }
}
