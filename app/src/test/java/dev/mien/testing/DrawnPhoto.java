package dev.mien.testing;

import dev.mien.Emotion;
import dev.mien.drawing.Pngs;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;

/** A picture of 256x256 pixels with a drawn face that the detector sees well, on an even grey. */
public final class DrawnPhoto {
    private static final int SIDE = 256;

    private DrawnPhoto() {}

    public static Path write(Path file) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        byte[] background = new byte[SIDE * SIDE];
        Arrays.fill(background, (byte) 110);
        picture.getRaster().setDataElements(0, 0, SIDE, SIDE, background);
        picture.getRaster().setDataElements(80, 60, 112, 112, SyntheticFaces.drawImage(Emotion.NEUTRAL, 18, 112));
        Pngs.write(picture, file);
        return file;
    }
}
