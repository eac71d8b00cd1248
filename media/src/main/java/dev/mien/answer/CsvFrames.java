package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A video as CSV: a line for each face of each frame, a line with track 0 for a frame without faces, and a line with
 * only the error if the video could not be read to its end.
 */
final class CsvFrames implements FrameWriter {
    private final Writer target;
    private final String file;
    private final LabelSet labels;

    /** The lines of a video, without the names of the columns. */
    CsvFrames(Writer target, String file, LabelSet labels) {
        this.target = target;
        this.file = file;
        this.labels = labels;
    }

    /** A document with a single video. */
    static CsvFrames document(Writer target, String file, LabelSet labels) {
        header(target, labels);
        return new CsvFrames(target, file, labels);
    }

    /** Writes the names of the columns. */
    static void header(Writer target, LabelSet labels) {
        line(
                target,
                List.of("file", "frame", "time", "track", "predicted"),
                FaceCells.names(labels),
                List.of("error", FaceJson.PERSON));
    }

    /** Writes a picture into the columns of videos. Its faces have their numbers as tracks. */
    static void write(Writer target, PictureAnswer answer, LabelSet labels) {
        String file = answer.source().file();
        String error = answer.error().orElse("");
        if (answer.faces().isEmpty()) {
            line(target, List.of(file, "", "", "0", "false"), FaceCells.none(labels), List.of(error, ""));
        }
        int number = 0;
        for (Recognition face : answer.faces()) {
            number++;
            List<String> before = List.of(file, "", "", Integer.toString(number), "false");
            line(target, before, FaceCells.of(face), List.of(error, FaceCells.person(face.person())));
        }
    }

    @Override
    public void write(TrackedFrame frame) {
        if (frame.faces().isEmpty()) {
            line(target, before(frame, 0, false), FaceCells.none(labels), List.of("", ""));
        }
        for (TrackedFace face : frame.faces()) {
            Recognition found = face.recognition();
            List<String> after = List.of("", FaceCells.person(found.person()));
            line(target, before(frame, face.track(), face.predicted()), FaceCells.of(found), after);
        }
    }

    private List<String> before(TrackedFrame frame, int track, boolean predicted) {
        return List.of(
                file,
                Long.toString(frame.number()),
                FaceJson.seconds(frame.time()).toPlainString(),
                Integer.toString(track),
                Boolean.toString(predicted));
    }

    private static void line(Writer target, List<String> before, List<String> face, List<String> after) {
        List<String> cells = new ArrayList<>(before);
        cells.addAll(face);
        cells.addAll(after);
        FaceCells.line(target, cells);
    }

    @Override
    public void end(VideoSummary summary) {
        summary.problem()
                .ifPresent(problem ->
                        line(target, List.of(file, "", "", "", ""), FaceCells.none(labels), List.of(problem, "")));
    }
}
