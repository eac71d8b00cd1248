package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.face.Box;
import dev.mien.io.Csv;
import dev.mien.recognition.Recognition;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** One face as cells of a line of {@link Csv}: the columns that pictures and videos share. */
final class FaceCells {
    private static final List<String> BEFORE_SCORES =
            List.of("x", "y", "width", "height", "detection_score", "emotion", "confidence", "unsure");

    private FaceCells() {}

    /** Names of the columns. */
    static List<String> names(LabelSet labels) {
        List<String> names = new ArrayList<>(BEFORE_SCORES);
        names.addAll(labels.names());
        return names;
    }

    /** Empty cells for a missing face. */
    static List<String> none(LabelSet labels) {
        return Collections.nCopies(BEFORE_SCORES.size() + labels.size(), "");
    }

    static List<String> of(Recognition face) {
        Box box = face.box();
        List<String> cells = new ArrayList<>();
        for (double pixels : new double[] {box.x(), box.y(), box.width(), box.height()}) {
            cells.add(FaceJson.pixels(pixels).toPlainString());
        }
        cells.add(score(face.detectionScore()));
        cells.add(face.label().name());
        cells.add(score(face.confidence()));
        cells.add(Boolean.toString(face.isUnsure()));
        Arrays.stream(face.scores().values()).forEach(value -> cells.add(score(value)));
        return cells;
    }

    /** The number of a person in all files; empty without one. */
    static String person(OptionalInt person) {
        return person.isPresent() ? Integer.toString(person.getAsInt()) : "";
    }

    private static String score(double value) {
        return FaceJson.score(value).toPlainString();
    }

    /** Writes a line that can be read at once. */
    static void line(Writer target, List<String> cells) {
        try {
            target.write(Csv.line(cells));
        } catch (IOException e) {
            throw new MienException("cannot write the answers: " + e.getMessage(), e);
        }
    }
}
