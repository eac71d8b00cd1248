package dev.mien.face;

import java.nio.FloatBuffer;

/** The whole picture as the network sees it at one size and turn. */
sealed interface GlanceView permits LevelView, TurnedView {
    /** The network's width, in pixels. */
    int width();

    /** The network's height, in pixels. */
    int height();

    /**
     * Puts the view's pixels: all red, all green, all blue, row by row, 0 to 255.
     *
     * @param target with room for three values of each pixel
     * @param threads that work together, at least 1
     */
    void put(FloatBuffer target, int threads);

    /** A face of the view in pixels of the picture. */
    Sighting toPicture(Face face);
}
