package dev.mien.answer;

import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoInfo;
import java.io.Writer;
import java.util.Optional;

/** Writes the document of the pictures and those of the videos one after the other. */
final class OneAfterAnother implements MediaWriter {
    private final AnswerFormat format;
    private final Writer target;
    private final AnswerFormat.Layout layout;
    private Optional<AnswerWriter> pictures = Optional.empty();

    OneAfterAnother(AnswerFormat format, Writer target, AnswerFormat.Layout layout) {
        this.format = format;
        this.target = target;
        this.layout = layout;
        if (!layout.videos()) {
            pictures();
        }
    }

    private AnswerWriter pictures() {
        AnswerWriter writer = pictures.orElseGet(() -> format.writer(target, layout));
        pictures = Optional.of(writer);
        return writer;
    }

    @Override
    public void write(PictureAnswer answer) {
        pictures().write(answer);
    }

    @Override
    public FrameWriter video(String file, VideoInfo video) {
        return format.writer(target, file, video, layout.labels());
    }

    @Override
    public void end() {
        pictures.ifPresent(AnswerWriter::end);
    }
}
