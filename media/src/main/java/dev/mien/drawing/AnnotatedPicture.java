package dev.mien.drawing;

import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Marks a photo with a box around each face and a label beside it, in colour and words. Labels cover no face and no
 * other label. An unsure answer has a dashed box and a question mark. All sizes follow the sizes of the picture and the
 * face. Text layouts are kept for the next picture. {@link AnnotatedFrames} marks videos. Thread-safe, if each thread
 * has its own picture.
 */
public final class AnnotatedPicture {
    /** A smaller picture is enlarged before drawing, because letters would be illegible in it. */
    private static final int LEAST_SIDE = 480;

    private final TextLayouts layouts = new TextLayouts();

    /**
     * A copy of a photo with its faces marked. If labels find no room, for example because a face fills the photo, the
     * copy gets a strip below the photo. A photo whose longer side is under {@value #LEAST_SIDE} pixels is enlarged by
     * a whole number.
     *
     * @param photo upright
     * @param faces their boxes in pixels of the photo
     */
    public BufferedImage draw(BufferedImage photo, List<MarkedFace> faces) {
        int factor = (LEAST_SIDE - 1) / Math.max(photo.getWidth(), photo.getHeight()) + 1;
        int width = factor * photo.getWidth();
        int height = factor * photo.getHeight();
        AnnotationLayout annotation = new AnnotationLayout(
                width,
                height,
                faces.stream().map(face -> enlarged(face, factor)).toList(),
                layouts);
        List<AnnotationLayout.Placed> strip = annotation.belowPicture();
        Rectangle2D whole = new Rectangle2D.Double(0, 0, width, height);
        strip.forEach(label -> whole.add(new Rectangle2D.Double(
                0,
                0,
                label.rectangle().getMaxX() + annotation.gap(),
                label.rectangle().getMaxY() + annotation.gap())));
        BufferedImage picture =
                new BufferedImage((int) whole.getWidth(), (int) whole.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(picture);
        graphics.drawImage(photo, 0, 0, width, height, null);
        annotation.paint(graphics, strip);
        graphics.dispose();
        return picture;
    }

    private static MarkedFace enlarged(MarkedFace face, int factor) {
        Recognition small = face.recognition();
        Box box = small.box();
        Recognition large = new Recognition(
                new Box(factor * box.x(), factor * box.y(), factor * box.width(), factor * box.height()),
                small.keypoints(),
                small.detectionScore(),
                small.scores(),
                small.ferPlus(),
                small.unsureBelow());
        return new MarkedFace(large, face.track());
    }
}
