package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoInfo;
import java.io.Writer;

/** Pictures and videos as one table with the columns of videos. */
final class CsvMedia implements MediaWriter {
    private final Writer target;
    private final LabelSet labels;
    private boolean begun;

    CsvMedia(Writer target, LabelSet labels) {
        this.target = target;
        this.labels = labels;
    }

    /** A video that cannot be opened leaves nothing, not even the names of the columns. */
    private void begin() {
        if (!begun) {
            CsvFrames.header(target, labels);
            begun = true;
        }
    }

    @Override
    public void write(PictureAnswer answer) {
        begin();
        CsvFrames.write(target, answer, labels);
    }

    @Override
    public FrameWriter video(String file, VideoInfo video) {
        begin();
        return new CsvFrames(target, file, labels);
    }

    @Override
    public void end() {
        begin();
    }
}
