package dev.mien.answer;

import dev.mien.video.VideoInfo;
import java.io.Writer;

/** Forms in which answers are written; docs/output.md describes those that programs read. */
public enum AnswerFormat {
    /** For people. */
    TEXT("txt"),
    /** One object for one picture that is named itself, otherwise an array of objects. */
    JSON("json"),
    /** An object on a line for each picture. */
    JSONL("jsonl"),
    /** A line for each face. */
    CSV("csv");

    private final String ending;

    AnswerFormat(String ending) {
        this.ending = ending;
    }

    /** Ending of a file in this form, without a point. */
    public String ending() {
        return ending;
    }

    /**
     * Writes answers in this form.
     *
     * @param target is neither flushed before its end nor closed
     * @param layout what depends on who reads
     */
    public AnswerWriter writer(Writer target, Layout layout) {
        return switch (this) {
            case TEXT -> new TextAnswers(target, layout.bars());
            case JSON -> new JsonAnswers(target, layout.single() ? JsonAnswers.Frame.OBJECT : JsonAnswers.Frame.ARRAY);
            case JSONL -> new JsonAnswers(target, JsonAnswers.Frame.LINES);
            case CSV -> new CsvAnswers(target);
        };
    }

    /**
     * Writes a video in this form.
     *
     * @param target is not closed
     * @param file what the answers call it
     */
    public FrameWriter writer(Writer target, String file, VideoInfo video) {
        return switch (this) {
            case TEXT -> new TextFrames(target, file, video);
            case JSON -> new JsonFrames(target, file, video, false);
            case JSONL -> new JsonFrames(target, file, video, true);
            case CSV -> new CsvFrames(target, file);
        };
    }

    /**
     * How a form is laid out.
     *
     * @param single whether there is one picture, which was named itself
     * @param bars whether text shows bars, as on a terminal
     */
    public record Layout(boolean single, boolean bars) {}
}
