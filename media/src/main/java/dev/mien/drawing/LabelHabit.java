package dev.mien.drawing;

import java.util.Optional;

/**
 * One person's label in the previous frame of a video. A label at the best place of every frame would jump about its
 * face, because the box trembles. So it keeps its place while that is free, and moves to a better one that has been
 * free for a while.
 *
 * @param place its place; empty if it had no room
 * @param form its form
 * @param letter size of its letters, in pixels
 * @param waited number of frames for which a better place has been free
 */
record LabelHabit(Optional<LabelPlacement.Place> place, FaceLabel.Form form, int letter, int waited) {
    /** The frames after which a label moves to a better place: half a second of most videos. */
    static final int PATIENCE = 12;

    /** The most that the size of its letters may differ from the right size, in pixels. */
    private static final double LETTER_TOLERANCE = 1.2;

    /** The share to which a face may shrink below the need of bars before the bars go. */
    private static final double BARS_TOLERANCE = 0.85;

    /** The size of letters in pixels if {@code wanted} is the right size. */
    int letter(double wanted) {
        return Math.abs(letter - wanted) < LETTER_TOLERANCE ? letter : (int) Math.rint(wanted);
    }

    /** The factor of the sizes that bars need. */
    double leniency() {
        return form == FaceLabel.Form.DETAILED ? BARS_TOLERANCE : 1;
    }
}
