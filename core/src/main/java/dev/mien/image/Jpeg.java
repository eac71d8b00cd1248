package dev.mien.image;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Compresses pictures as JPEG. */
public final class Jpeg {
    private Jpeg() {}

    /**
     * The picture after ImageIO has compressed and decoded it.
     *
     * @param quality 1 to 100, in the scale of libjpeg that most programs show
     */
    public static GrayImage recompressed(GrayImage picture, int quality) {
        return GrayImage.decode("a recompressed picture", encode(image(picture), quality));
    }

    private static BufferedImage image(GrayImage picture) {
        int width = picture.width();
        int height = picture.height();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[width * height];
        picture.copyPixels(pixels, 0);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }

    /**
     * The bytes of a JPEG file.
     *
     * @param image a grey or colour picture without transparency
     * @param quality 1 to 100, in the scale of libjpeg that most programs show
     */
    public static byte[] encode(BufferedImage image, int quality) {
        if (quality < 1 || quality > 100) {
            throw new InvalidInputException("the JPEG quality is " + quality + ", expected 1 to 100");
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new MienException("a picture could not be compressed as JPEG: " + e.getMessage(), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
