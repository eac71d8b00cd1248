package dev.mien.image;

import java.nio.ByteBuffer;
import java.util.List;

/** Turns, mirrors and crops a picture as the properties of its item say, in their order (ISO/IEC 23008-12, 6.5). */
final class HeifTransform {
    /** The turns by quarters against the clock. */
    private static final List<ExifOrientation> TURNS = List.of(
            ExifOrientation.TOP_LEFT,
            ExifOrientation.LEFT_BOTTOM,
            ExifOrientation.BOTTOM_RIGHT,
            ExifOrientation.RIGHT_TOP);

    private final PictureFile file;

    HeifTransform(PictureFile file) {
        this.file = file;
    }

    Samples apply(List<IsoBox> properties, Samples stored) {
        Samples seen = stored;
        for (IsoBox property : properties) {
            seen = switch (property.type()) {
                case "irot" -> TURNS.get(property.content().get(0) & 3).upright(seen);
                case "imir" -> mirror(property.content().get(0) & 1).upright(seen);
                case "clap" -> cropped(property.content(), seen);
                default -> seen;
            };
        }
        return seen;
    }

    /** @param axis 0 exchanges top and bottom, 1 left and right */
    private static ExifOrientation mirror(int axis) {
        return axis == 0 ? ExifOrientation.BOTTOM_LEFT : ExifOrientation.TOP_RIGHT;
    }

    /**
     * The clean aperture: its width, its height, and how far its centre is from the picture's (ISO/IEC 14496-12,
     * 12.1.4).
     */
    private Samples cropped(ByteBuffer clap, Samples stored) {
        double width = fraction(clap, 0);
        double height = fraction(clap, 8);
        long left = Math.round(fraction(clap, 16) + (stored.width() - width) / 2);
        long top = Math.round(fraction(clap, 24) + (stored.height() - height) / 2);
        long columns = Math.round(width);
        long rows = Math.round(height);
        if (columns < 1
                || rows < 1
                || left < 0
                || top < 0
                || left + columns > stored.width()
                || top + rows > stored.height()) {
            throw file.damaged("its clean aperture is outside of the picture");
        }
        return part(stored, (int) left, (int) top, (int) columns, (int) rows);
    }

    private double fraction(ByteBuffer clap, int place) {
        int denominator = clap.getInt(place + 4);
        if (denominator == 0) {
            throw file.damaged("its clean aperture is a fraction over 0");
        }
        return clap.getInt(place) / (double) denominator;
    }

    private static Samples part(Samples stored, int left, int top, int width, int height) {
        int line = width * stored.channels();
        byte[] pixels = new byte[line * height];
        for (int y = 0; y < height; y++) {
            int from = ((top + y) * stored.width() + left) * stored.channels();
            System.arraycopy(stored.pixels(), from, pixels, y * line, line);
        }
        return new Samples(width, height, stored.channels(), pixels);
    }
}
