package dev.mien.chart;

import dev.mien.dataset.Dataset;
import dev.mien.drawing.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Enlarged faces in rows, each with a caption below it. */
public final class FaceGrid {
    static final int FACE = 144;
    static final int GAP = 14;
    static final int CAPTION = 30;
    static final int TITLE = 46;
    private static final int BLANK = 26;

    private FaceGrid() {}

    /** The meaning of a caption. */
    public enum Tone {
        PLAIN(Theme.INK),
        RIGHT(Theme.RIGHT),
        WRONG(Theme.WRONG);

        private final Color color;

        Tone(Color color) {
            this.color = color;
        }
    }

    /**
     * A face with its caption.
     *
     * @param gray values of 0 to 255, row by row
     * @param width of the picture in pixels
     */
    public record Tile(float[] gray, int width, String caption, Tone tone) {
        public Tile {
            gray = gray.clone();
        }

        /** Whether all pixels are equal, as in some pictures of FER2013, so that there is no face to see. */
        boolean isBlank() {
            for (float value : gray) {
                if (value != gray[0]) {
                    return false;
                }
            }
            return true;
        }

        /** A sample of a data set. */
        public static Tile of(Dataset faces, int index, String caption, Tone tone) {
            float[] gray = new float[faces.pixelsPerSample()];
            for (int i = 0; i < gray.length; i++) {
                gray[i] = faces.pixel(index, i % faces.width(), i / faces.width());
            }
            return new Tile(gray, faces.width(), caption, tone);
        }

        @Override
        public float[] gray() {
            return gray.clone();
        }
    }

    /** @param columns number of faces in a row, at least 1 */
    public static BufferedImage draw(String title, List<Tile> tiles, int columns) {
        int rows = (tiles.size() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                GAP + columns * (FACE + GAP),
                TITLE + Math.max(1, rows) * (FACE + CAPTION) + GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(image);
        graphics.setFont(Theme.TITLE);
        Theme.centred(graphics, title, image.getWidth() / 2.0, TITLE - 18);
        for (int i = 0; i < tiles.size(); i++) {
            tile(graphics, tiles.get(i), GAP + (i % columns) * (FACE + GAP), TITLE + (i / columns) * (FACE + CAPTION));
        }
        graphics.dispose();
        return image;
    }

    private static void tile(Graphics2D graphics, Tile tile, int x, int y) {
        graphics.drawImage(picture(tile), x, y, FACE, FACE, null);
        if (tile.isBlank()) {
            markBlank(graphics, x, y);
        }
        graphics.setColor(tile.tone() == Tone.PLAIN ? Theme.RULE : tile.tone().color);
        graphics.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, FACE + 1, FACE + 1));
        graphics.setColor(tile.tone().color);
        graphics.setFont(tile.tone() == Tone.PLAIN ? Theme.TEXT : Theme.STRONG);
        String caption = fit(graphics, tile.caption());
        Theme.centred(graphics, caption, x + FACE / 2.0, y + FACE + 18);
    }

    private static void markBlank(Graphics2D graphics, int x, int y) {
        graphics.setColor(Theme.INK);
        graphics.fill(new Rectangle2D.Double(x, y + FACE - BLANK, FACE, BLANK));
        graphics.setColor(Theme.BACKGROUND);
        graphics.setFont(Theme.TEXT);
        Theme.centred(graphics, "blank picture", x + FACE / 2.0, y + FACE - 8);
    }

    /** Draws the caption in a size that fits the face's width. */
    private static String fit(Graphics2D graphics, String caption) {
        float size = graphics.getFont().getSize2D();
        while (size > 8 && graphics.getFontMetrics().stringWidth(caption) > FACE + GAP - 6) {
            size -= 0.5f;
            graphics.setFont(graphics.getFont().deriveFont(size));
        }
        return caption;
    }

    private static BufferedImage picture(Tile tile) {
        float[] gray = tile.gray();
        int height = gray.length / tile.width();
        BufferedImage image = new BufferedImage(tile.width(), height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < gray.length; i++) {
            int value = Math.max(0, Math.min(255, Math.round(gray[i])));
            image.setRGB(i % tile.width(), i / tile.width(), value << 16 | value << 8 | value);
        }
        return image;
    }
}
