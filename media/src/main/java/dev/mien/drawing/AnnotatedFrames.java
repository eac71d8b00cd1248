package dev.mien.drawing;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A video's frames, one after the other, with a box around each face and a label beside it, as {@link AnnotatedPicture} draws them. A
 * person's label keeps its side of the face, its form and its letters from frame to frame while that fits. Not for several threads.
 */
public final class AnnotatedFrames {
    /** Frames for which it is known how the label of somebody stood who is out of sight. */
    private static final long MEMORY = 50;

    private final TextLayouts layouts = new TextLayouts();
    private final Map<Integer, Known> known = new HashMap<>();
    private long frame;

    private record Known(LabelHabit habit, long frame) {}

    /**
     * Marks the faces in the next frame itself, whose size stays. A label that finds no room beside the faces stands upon the forehead
     * of its own, or is left out where it is larger than that.
     *
     * @param picture upright
     * @param faces their boxes in pixels of the frame
     */
    public void paint(BufferedImage picture, List<MarkedFace> faces) {
        AnnotationLayout annotation = annotation(picture.getWidth(), picture.getHeight(), faces);
        Graphics2D graphics = Theme.over(picture);
        annotation.paint(graphics, annotation.uponFaces());
        graphics.dispose();
    }

    /** How the faces of the next frame are marked. */
    AnnotationLayout annotation(int width, int height, List<MarkedFace> faces) {
        frame++;
        known.values().removeIf(face -> face.frame < frame - MEMORY);
        AnnotationLayout annotation = new AnnotationLayout(width, height, faces, layouts, this::habit);
        annotation.habits().forEach((track, habit) -> known.put(track, new Known(habit, frame)));
        return annotation;
    }

    private Optional<LabelHabit> habit(MarkedFace face) {
        return face.track()
                .flatMap(track -> Optional.ofNullable(known.get(track)))
                .map(Known::habit);
    }
}
