package dev.mien.testing;

import dev.mien.Emotion;
import dev.mien.drawing.Pngs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A picture of 256x256 pixels with a drawn person on an even grey. */
public final class DrawnPhoto {
    private static final int SIDE = 256;

    private DrawnPhoto() {}

    public static Path write(Path file) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(110, 110, 110));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.drawImage(DrawnPerson.image(Emotion.NEUTRAL, DrawnPerson.CLEAR, 112), 80, 60, null);
        graphics.dispose();
        Pngs.write(picture, file);
        return file;
    }
}
