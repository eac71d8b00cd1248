package dev.mien.server;

import dev.mien.Emotion;
import dev.mien.drawing.Pngs;
import dev.mien.image.RgbImage;
import dev.mien.testing.DrawnPerson;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Photos of drawn persons. */
final class DrawnPhotos {
    private DrawnPhotos() {}

    /** A PNG with one person on an even grey. */
    static byte[] png(Emotion emotion) {
        BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(110, 110, 110));
        graphics.fillRect(0, 0, 256, 256);
        RgbImage person = DrawnPerson.draw(emotion, DrawnPerson.CLEAR, 112);
        graphics.drawImage(person.toBufferedImage(), 80, 60, null);
        graphics.dispose();
        return Pngs.encode(picture);
    }
}
