package dev.mien.recognition;

import dev.mien.face.Face;
import java.util.Comparator;
import java.util.List;

/** The order in which a picture's faces are told. */
final class ReadingOrder {
    private ReadingOrder() {}

    /** By the middle of their boxes; of those above one another the upper first. */
    static List<Face> leftToRight(List<Face> faces) {
        return faces.stream()
                .sorted(Comparator.<Face>comparingDouble(
                                face -> face.box().x() + face.box().width() / 2)
                        .thenComparingDouble(face -> face.box().y()))
                .toList();
    }
}
