package dev.mien.answer;

import dev.mien.recognition.TrackedFace;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A video as CSV: a line for each face of each frame, and a line with only the error if the video could not be read to
 * its end.
 */
final class CsvFrames implements FrameWriter {
    private final Writer target;
    private final String file;

    CsvFrames(Writer target, String file) {
        this.target = target;
        this.file = file;
        line(List.of("file", "frame", "time", "track", "predicted"), FaceCells.names(), "error");
    }

    @Override
    public void write(TrackedFrame frame) {
        for (TrackedFace face : frame.faces()) {
            line(
                    List.of(
                            file,
                            Long.toString(frame.number()),
                            FaceJson.seconds(frame.time()).toPlainString(),
                            Integer.toString(face.track()),
                            Boolean.toString(face.predicted())),
                    FaceCells.of(face.recognition()),
                    "");
        }
    }

    private void line(List<String> before, List<String> face, String error) {
        List<String> cells = new ArrayList<>(before);
        cells.addAll(face);
        cells.add(error);
        FaceCells.line(target, cells);
    }

    @Override
    public void end(VideoSummary summary) {
        summary.problem().ifPresent(problem -> line(List.of(file, "", "", "", ""), FaceCells.none(), problem));
    }
}
