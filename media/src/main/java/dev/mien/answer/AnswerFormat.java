package dev.mien.answer;

import dev.mien.video.VideoInfo;
import java.io.Writer;

/**
 * A form in which answers are written. Mien's own are {@link StandardFormat}s; another program may add its own by
 * {@link AnswerFormats#register}.
 */
public interface AnswerFormat {
    /** Lower-case name, as the command line takes it. */
    String label();

    /** Ending of a file in this form, without a point. */
    String ending();

    /** Whether people read it, so that a program may show a bar beside it and need not sum up what it says. */
    boolean isForPeople();

    /**
     * Writes answers in this form.
     *
     * @param target is neither flushed before its end nor closed
     * @param layout what depends on who reads
     */
    AnswerWriter writer(Writer target, Layout layout);

    /**
     * Writes a video in this form.
     *
     * @param target is not closed
     * @param file what the answers call it
     */
    FrameWriter writer(Writer target, String file, VideoInfo video);

    /**
     * How a form is laid out.
     *
     * @param single whether there is one picture, which was named itself
     * @param bars whether text shows bars, as on a terminal
     */
    record Layout(boolean single, boolean bars) {}
}
