package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.video.VideoInfo;
import java.io.Writer;
import java.util.Locale;

/** The forms that come with Mien; docs/output.md describes those that programs read. */
public enum StandardFormat implements AnswerFormat {
    /** For people. */
    TEXT("txt"),
    /** One object for one picture that is named itself, otherwise an array of objects. */
    JSON("json"),
    /** An object on a line for each picture. */
    JSONL("jsonl"),
    /** A line for each face, and one for each picture or frame without faces. */
    CSV("csv");

    private final String ending;

    StandardFormat(String ending) {
        this.ending = ending;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String ending() {
        return ending;
    }

    @Override
    public boolean isForPeople() {
        return this == TEXT;
    }

    @Override
    public AnswerWriter writer(Writer target, Layout layout) {
        return switch (this) {
            case TEXT -> new TextAnswers(target, layout.bars());
            case JSON -> new JsonAnswers(target, layout.single() ? JsonAnswers.Frame.OBJECT : JsonAnswers.Frame.ARRAY);
            case JSONL -> new JsonAnswers(target, JsonAnswers.Frame.LINES);
            case CSV -> new CsvAnswers(target, layout.labels());
        };
    }

    @Override
    public MediaWriter mediaWriter(Writer target, Layout layout) {
        if (this == CSV && layout.videos()) {
            return new CsvMedia(target, layout.labels());
        }
        return this == JSON && !layout.single()
                ? new JsonMedia(target)
                : AnswerFormat.super.mediaWriter(target, layout);
    }

    @Override
    public FrameWriter writer(Writer target, String file, VideoInfo video) {
        return writer(target, file, video, LabelSet.FER2013);
    }

    @Override
    public FrameWriter writer(Writer target, String file, VideoInfo video, LabelSet labels) {
        return switch (this) {
            case TEXT -> new TextFrames(target, file, video);
            case JSON -> new JsonFrames(target, file, video, false);
            case JSONL -> new JsonFrames(target, file, video, true);
            case CSV -> CsvFrames.document(target, file, labels);
        };
    }
}
