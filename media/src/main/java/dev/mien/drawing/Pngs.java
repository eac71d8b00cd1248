package dev.mien.drawing;

import dev.mien.MienException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes images as PNG. */
public final class Pngs {
    private Pngs() {}

    /** The bytes of a PNG file. */
    public static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO would write a stream through a temporary file
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new MienException("a picture could not be encoded as PNG: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** Writes the file whole or not at all. */
    public static void write(BufferedImage image, Path file) {
        EncodedPicture.of(image).write(file);
    }

    /** One picture of several, one below the other, as wide as the widest. */
    public static BufferedImage below(List<BufferedImage> pictures) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).sum();
        BufferedImage whole = new BufferedImage(width, Math.max(1, height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(whole);
        int top = 0;
        for (BufferedImage picture : pictures) {
            graphics.drawImage(picture, 0, top, null);
            top += picture.getHeight();
        }
        graphics.dispose();
        return whole;
    }
}
