package dev.mien.chart;

import dev.mien.dataset.Dataset;
import java.awt.image.BufferedImage;

/** A face, pixel for pixel. */
public final class SamplePicture {
    private SamplePicture() {}

    /** A grey picture of a sample in its size. */
    public static BufferedImage of(Dataset faces, int index) {
        byte[] gray = new byte[faces.pixelsPerSample()];
        faces.copyPixels(index, gray, 0);
        BufferedImage image = new BufferedImage(faces.width(), faces.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, faces.width(), faces.height(), gray);
        return image;
    }
}
