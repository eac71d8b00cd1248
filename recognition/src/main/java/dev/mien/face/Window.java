package dev.mien.face;

import dev.mien.image.RgbImage;

/**
 * A turned square of a picture, as the network sees it.
 *
 * @param centre in pixels of the picture
 * @param side in pixels of the window
 * @param scale how many pixels of the window a pixel of the picture has along its side
 * @param turn by how much the window is turned clockwise against the picture, in radians
 */
record Window(Point centre, int side, double scale, double turn) {
    /** All red, all green, all blue, row by row, 0 to 255. The picture's border is repeated beyond it. */
    float[] pixels(RgbImage picture) {
        FaceAligner.Frame frame = new FaceAligner.Frame(centre, side / scale, turn);
        return new FrameSampler(picture, PicturePatch.Content.COLORS, frame, side, side).pixels();
    }

    /** A face of the window in pixels of the picture. */
    Sighting toPicture(Face face) {
        Box box = face.box();
        return new Sighting(
                toPicture(new Point(box.x() + box.width() / 2, box.y() + box.height() / 2)),
                box.width() / scale,
                box.height() / scale,
                turn,
                face.keypoints().moved(this::toPicture),
                face.score(),
                box.width());
    }

    private Point toPicture(Point point) {
        double across = (point.x() - side / 2.0) / scale;
        double down = (point.y() - side / 2.0) / scale;
        return new Point(
                centre.x() + across * Math.cos(turn) - down * Math.sin(turn),
                centre.y() + across * Math.sin(turn) + down * Math.cos(turn));
    }
}
