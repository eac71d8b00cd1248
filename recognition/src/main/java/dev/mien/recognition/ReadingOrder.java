package dev.mien.recognition;

import dev.mien.face.Face;
import java.util.Comparator;
import java.util.List;

/** The order of a picture's faces. */
final class ReadingOrder {
    private ReadingOrder() {}

    /** By the middle of their boxes, from left to right; of faces above each other the upper comes first. */
    static List<Face> leftToRight(List<Face> faces) {
        return faces.stream()
                .sorted(Comparator.<Face>comparingDouble(
                                face -> face.box().x() + face.box().width() / 2)
                        .thenComparingDouble(face -> face.box().y()))
                .toList();
    }
}
