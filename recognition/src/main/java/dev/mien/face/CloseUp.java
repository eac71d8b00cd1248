package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A small copy of a picture on an even ground, for a picture that shows nothing but a face, as FER2013 has them. The
 * network misses such a face because nothing surrounds it. The ground has the picture's mean colour. A border that
 * repeats the picture's own, as other views have it, helps with one in six of these faces, an even one with four in
 * five.
 *
 * @param copy on its ground
 * @param scale how many pixels of the copy a pixel of the picture has along its side
 */
record CloseUp(RgbImage copy, double scale) {
    /** The picture's shorter side in the copy, in pixels. The network sees faces of three quarters of it best. */
    private static final int SHORTER = 72;

    /** Width of the ground, in pixels. */
    private static final int GROUND = 28;

    /** A longer picture shows more than a face. */
    private static final double MOST_LONG = 2;

    /** What fills the picture is at least this wide, as a share of the picture's shorter side. */
    private static final double WIDE = 0.45;

    /** How far from the picture's middle its centre may be, as a share of the same. */
    private static final double OFF = 0.3;

    /** The copy; empty if the picture is too long to show one face alone. */
    static Optional<CloseUp> of(RgbImage picture) {
        int shorter = Math.min(picture.width(), picture.height());
        if (Math.max(picture.width(), picture.height()) > MOST_LONG * shorter) {
            return Optional.empty();
        }
        double scale = (double) SHORTER / shorter;
        int width = (int) Math.round(picture.width() * scale);
        int height = (int) Math.round(picture.height() * scale);
        AreaAxis columns = AreaAxis.of(picture.width(), width, 0, width);
        AreaAxis rows = AreaAxis.of(picture.height(), height, 0, height);
        FloatBuffer small = Buffers.floats(RgbImage.CHANNELS * width * height);
        new AreaSampler(picture, columns, rows).put(small, width, height, 0, height);
        return Optional.of(new CloseUp(grounded(small, width, height), scale));
    }

    private static RgbImage grounded(FloatBuffer small, int width, int height) {
        int wide = width + 2 * GROUND;
        byte[] pixels = new byte[RgbImage.CHANNELS * wide * (height + 2 * GROUND)];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            FloatBuffer plane = small.slice(channel * width * height, width * height);
            byte ground = (byte) Math.round(mean(plane));
            for (int i = channel; i < pixels.length; i += RgbImage.CHANNELS) {
                int x = i / RgbImage.CHANNELS % wide - GROUND;
                int y = i / RgbImage.CHANNELS / wide - GROUND;
                boolean isGround = x < 0 || y < 0 || x >= width || y >= height;
                pixels[i] = isGround ? ground : (byte) Math.round(plane.get(y * width + x));
            }
        }
        return RgbImage.of(wide, height + 2 * GROUND, pixels);
    }

    private static double mean(FloatBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.capacity(); i++) {
            sum += values.get(i);
        }
        return sum / values.capacity();
    }

    /** The copy as the network sees it. */
    GlanceView view() {
        return new LevelView(new Level(copy, copy.width(), copy.height()), 0);
    }

    /** Whether a face of the copy fills the picture. */
    boolean isFilledBy(Sighting face) {
        double off =
                Math.hypot(face.centre().x() - copy.width() / 2.0, face.centre().y() - copy.height() / 2.0);
        return face.width() >= WIDE * SHORTER && off <= OFF * SHORTER;
    }

    /** A face of the copy in pixels of the picture. */
    Sighting toPicture(Sighting face) {
        return new Sighting(
                toPicture(face.centre()),
                face.width() / scale,
                face.height() / scale,
                face.turn(),
                face.keypoints().moved(this::toPicture),
                face.score(),
                face.seen());
    }

    private Point toPicture(Point point) {
        return new Point((point.x() - GROUND) / scale, (point.y() - GROUND) / scale);
    }
}
