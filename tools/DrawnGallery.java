import dev.mien.Emotion;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws a photo of a wall with framed portraits into a file, the argument. Each portrait is a drawn face. The ending
 * chooses the form: .png, .jpg, .tiff, or .mjpeg for a camera that looks along the wall, which is a row of JPEGs. A
 * second argument, "bare", leaves the portraits out.
 */
public class DrawnGallery {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 470;
    private static final int SIDE = 210;

    /** What the camera sees of the wall, in pixels from left to right, and how many frames it takes. */
    private static final int VIEW = 640;

    private static final int FRAMES = 240;
    private static final int FRAME = 10;
    private static final int MAT = 14;

    /** A portrait: what the face shows, which person it is, and where its middle stands in pixels. */
    private record Portrait(Emotion emotion, long person, int x, int y) {}

    private static final List<Portrait> PORTRAITS = List.of(
            new Portrait(Emotion.HAPPY, 62, 170, 200),
            new Portrait(Emotion.SURPRISE, 42, 490, 262),
            new Portrait(Emotion.ANGRY, 76, 800, 200),
            new Portrait(Emotion.SAD, 37, 1105, 262));

    public static void main(String[] arguments) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0xd9d2c4), 0, HEIGHT, new Color(0xb7ad9b)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        if (!List.of(arguments).contains("bare")) {
            PORTRAITS.forEach(portrait -> hang(graphics, portrait));
        }
        graphics.dispose();
        write(picture, Path.of(arguments[0]));
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        String name = file.toString();
        try (OutputStream out = Files.newOutputStream(file)) {
            if (name.endsWith(".mjpeg")) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    double turn = 2 * Math.PI * frame / FRAMES;
                    int left = (int) Math.round((WIDTH - VIEW) / 2.0 * (1 - Math.cos(turn)));
                    ImageIO.write(picture.getSubimage(left, 0, VIEW, HEIGHT), "jpg", out);
                }
            } else {
                ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), out);
            }
        }
    }

    private static void hang(Graphics2D graphics, Portrait portrait) {
        int outer = SIDE + 2 * (FRAME + MAT);
        int left = portrait.x() - outer / 2;
        int top = portrait.y() - outer / 2;
        graphics.setColor(new Color(0, 0, 0, 40));
        graphics.fillRect(left + 5, top + 8, outer, outer);
        graphics.setColor(new Color(0x4a3b2a));
        graphics.fillRect(left, top, outer, outer);
        graphics.setColor(new Color(0xf6f3ec));
        graphics.fillRect(left + FRAME, top + FRAME, outer - 2 * FRAME, outer - 2 * FRAME);
        graphics.drawImage(face(portrait), left + FRAME + MAT, top + FRAME + MAT, null);
    }

    /** The face in the tones of an old photograph. */
    private static BufferedImage face(Portrait portrait) {
        byte[] gray = SyntheticFaces.drawImage(portrait.emotion(), portrait.person(), SIDE);
        BufferedImage face = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < gray.length; i++) {
            int level = gray[i] & 0xff;
            int red = Math.min(255, level + 12);
            int blue = Math.max(0, level - 14);
            face.setRGB(i % SIDE, i / SIDE, red << 16 | level << 8 | blue);
        }
        return face;
    }
}
