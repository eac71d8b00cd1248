package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;

/**
 * The whole picture, turned by any angle. In it those faces stand upright that lean by this angle in the picture.
 *
 * @param picture the picture
 * @param window a square with room for the turned picture
 */
record TurnedView(RgbImage picture, Window window) implements GlanceView {
    /**
     * A view.
     *
     * @param scale how many pixels of the view a pixel of the picture has along its side
     * @param turn clockwise, in radians
     */
    static TurnedView of(RgbImage picture, double scale, double turn) {
        double cosine = Math.abs(Math.cos(turn));
        double sine = Math.abs(Math.sin(turn));
        double across = picture.width() * cosine + picture.height() * sine;
        double down = picture.width() * sine + picture.height() * cosine;
        int side = Level.whole((int) Math.ceil(Math.max(across, down) * scale));
        Point middle = new Point(picture.width() / 2.0, picture.height() / 2.0);
        return new TurnedView(picture, new Window(middle, side, scale, turn));
    }

    @Override
    public int width() {
        return window.side();
    }

    @Override
    public int height() {
        return window.side();
    }

    @Override
    public void put(FloatBuffer target, int threads) {
        target.put(0, window.pixels(picture));
    }

    @Override
    public Sighting toPicture(Face face) {
        return window.toPicture(face);
    }
}
