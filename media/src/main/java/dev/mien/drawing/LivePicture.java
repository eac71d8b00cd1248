package dev.mien.drawing;

import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * The content of a camera's window: the mirrored picture as large as the window allows, with marked faces in the
 * window's resolution, and a line below it. Not thread-safe.
 */
public final class LivePicture {
    private static final Color GROUND = new Color(0x12171c);
    private static final Color BAR = new Color(0x1f2933);
    private static final Color TEXT = new Color(0xf1f4f6);
    private static final Color QUIET = new Color(0xa9b5bf);
    private static final double BAR_OF_LETTER = 2.2;

    private final AnnotatedFrames artist = new AnnotatedFrames();

    /**
     * The inner size of the window.
     *
     * @param width in pixels of the screen
     * @param height in pixels of the screen
     * @param scale pixels of the screen to a point, 2 on a dense one
     */
    public record Size(int width, int height, double scale) {
        private static final int LETTER = 13;
        private static final int LEAST = 16;

        /** Makes it large enough for drawing. */
        public Size {
            width = Math.max(LEAST, width);
            height = Math.max(2 * LEAST, height);
        }

        private Font font(int style) {
            return new Font(Font.SANS_SERIF, style, (int) Math.rint(LETTER * scale));
        }

        /** Height of the line below the picture, in pixels. */
        int bar() {
            return (int) Math.min(height / 2.0, Math.rint(BAR_OF_LETTER * LETTER * scale));
        }
    }

    /**
     * The line below the picture.
     *
     * @param state the state; at the left
     * @param source the source of the picture; in the middle, left out if there is no room
     * @param help how to end it; at the right, left out if there is no room
     */
    public record Line(String state, String source, String help) {}

    /** Height of the line below the picture in points, for the size of a window. */
    public static int barHeight() {
        return new Size(Integer.MAX_VALUE, Integer.MAX_VALUE, 1).bar();
    }

    /** Draws everything. */
    public BufferedImage draw(RgbImage picture, List<MarkedFace> faces, Line line, Size size) {
        BufferedImage canvas = canvas(line, size);
        double factor = Math.min(
                size.width() / (double) picture.width(), (size.height() - size.bar()) / (double) picture.height());
        int width = Math.max(1, (int) (factor * picture.width()));
        int height = Math.max(1, (int) (factor * picture.height()));
        BufferedImage place = canvas.getSubimage(
                (size.width() - width) / 2, (size.height() - size.bar() - height) / 2, width, height);
        Graphics2D graphics = place.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture.toBufferedImage(), width, 0, -width, height, null);
        graphics.dispose();
        artist.paint(
                place,
                faces.stream()
                        .map(face -> mirrored(face, width / (double) picture.width(), width))
                        .toList());
        return canvas;
    }

    /** Draws the line, and words instead of a picture. */
    public BufferedImage draw(String words, Line line, Size size) {
        BufferedImage canvas = canvas(line, size);
        Graphics2D graphics = Theme.over(canvas);
        graphics.setFont(size.font(Font.PLAIN));
        graphics.setColor(TEXT);
        Theme.centred(graphics, words, size.width() / 2.0, (size.height() - size.bar()) / 2.0);
        graphics.dispose();
        return canvas;
    }

    private static MarkedFace mirrored(MarkedFace face, double factor, int width) {
        Recognition before = face.recognition();
        Box box = before.box();
        Box after =
                new Box(width - factor * box.right(), factor * box.y(), factor * box.width(), factor * box.height());
        return new MarkedFace(
                new Recognition(
                        after,
                        Optional.empty(),
                        before.detectionScore(),
                        before.scores(),
                        before.ferPlus(),
                        before.unsureBelow()),
                face.track());
    }

    private static BufferedImage canvas(Line line, Size size) {
        BufferedImage canvas = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.over(canvas);
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, size.width(), size.height());
        graphics.setColor(BAR);
        graphics.fillRect(0, size.height() - size.bar(), size.width(), size.bar());
        write(graphics, line, size);
        graphics.dispose();
        return canvas;
    }

    private static void write(Graphics2D graphics, Line line, Size size) {
        FontMetrics bold = graphics.getFontMetrics(size.font(Font.BOLD));
        FontMetrics plain = graphics.getFontMetrics(size.font(Font.PLAIN));
        int margin = plain.getHeight();
        float baseline = size.height() - size.bar() / 2f + (plain.getAscent() - plain.getDescent()) / 2f;
        graphics.setFont(bold.getFont());
        graphics.setColor(TEXT);
        graphics.drawString(line.state(), margin, baseline);
        graphics.setFont(plain.getFont());
        graphics.setColor(QUIET);
        int left = margin + bold.stringWidth(line.state()) + margin;
        int help = size.width() - margin - plain.stringWidth(line.help());
        if (help >= left) {
            graphics.drawString(line.help(), help, baseline);
        }
        int source = plain.stringWidth(line.source());
        if (left + source + margin <= help) {
            graphics.drawString(line.source(), left, baseline);
        }
    }
}
