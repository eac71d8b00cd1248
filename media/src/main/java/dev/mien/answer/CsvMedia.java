package dev.mien.answer;

import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoInfo;
import java.io.Writer;

/** Pictures and videos as one table with the columns of videos. */
final class CsvMedia implements MediaWriter {
    private final Writer target;
    private boolean begun;

    CsvMedia(Writer target) {
        this.target = target;
    }

    /** A video that cannot be opened leaves nothing, not even the names of the columns. */
    private void begin() {
        if (!begun) {
            CsvFrames.header(target);
            begun = true;
        }
    }

    @Override
    public void write(PictureAnswer answer) {
        begin();
        CsvFrames.write(target, answer);
    }

    @Override
    public FrameWriter video(String file, VideoInfo video) {
        begin();
        return new CsvFrames(target, file);
    }

    @Override
    public void end() {
        begin();
    }
}
