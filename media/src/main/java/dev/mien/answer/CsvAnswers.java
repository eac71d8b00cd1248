package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Answers as CSV: a line for each face, and a line with face 0 for a picture without faces. */
final class CsvAnswers implements AnswerWriter {
    private final Writer target;
    private final LabelSet labels;

    CsvAnswers(Writer target, LabelSet labels) {
        this.target = target;
        this.labels = labels;
        line("file", "face", FaceCells.names(labels), List.of("error", FaceJson.PERSON));
    }

    @Override
    public void write(PictureAnswer answer) {
        String file = answer.source().file();
        if (answer.faces().isEmpty()) {
            line(file, "0", FaceCells.none(labels), List.of(answer.error().orElse(""), ""));
        }
        for (int i = 0; i < answer.faces().size(); i++) {
            Recognition face = answer.faces().get(i);
            line(
                    file,
                    Integer.toString(i + 1),
                    FaceCells.of(face),
                    List.of(answer.error().orElse(""), FaceCells.person(face.person())));
        }
    }

    private void line(String file, String number, List<String> face, List<String> after) {
        List<String> cells = new ArrayList<>(List.of(file, number));
        cells.addAll(face);
        cells.addAll(after);
        FaceCells.line(target, cells);
    }

    @Override
    public void end() {}
}
