package dev.mien.drawing;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks a video's frames one after the other with a box around each face and a label beside it, like
 * {@link AnnotatedPicture}. A person's label keeps its side of the face, its form and its letter size from frame to
 * frame while they fit. Not thread-safe.
 */
public final class AnnotatedFrames {
    /** The number of frames for which the label of a person out of sight is remembered. */
    private static final long MEMORY = 50;

    private final TextLayouts layouts = new TextLayouts();
    private final Map<Integer, Known> known = new HashMap<>();
    private long frame;

    private record Known(LabelHabit habit, long frame) {}

    /**
     * Draws the marks into the next frame, whose size stays. A label without room beside the faces goes onto its own
     * face's forehead, or is left out if it is larger than that.
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

    /** The layout of the next frame's marks. */
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
