package dev.mien.answer;

import dev.mien.video.VideoInfo;
import java.io.Writer;

/** The forms of written answers. docs/output.md describes the forms for programs. */
public enum AnswerFormat {
    /** For people. */
    TEXT("txt"),
    /** One object for a single picture that the caller named, otherwise an array of objects. */
    JSON("json"),
    /** One line with an object for each picture. */
    JSONL("jsonl"),
    /** One line for each face. */
    CSV("csv");

    private final String ending;

    AnswerFormat(String ending) {
        this.ending = ending;
    }

    /** The ending of a file in this form, without a dot. */
    public String ending() {
        return ending;
    }

    /**
     * Writes answers in this form.
     *
     * @param target flushed only at the end, and not closed
     * @param layout options that depend on the reader
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
     * @param target not closed
     * @param file the video's name in the answers
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
     * Options of a form.
     *
     * @param single whether there is a single picture that the caller named
     * @param bars whether text shows bars, as on a terminal
     */
    public record Layout(boolean single, boolean bars) {}
}
