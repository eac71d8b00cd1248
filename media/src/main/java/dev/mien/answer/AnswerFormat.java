package dev.mien.answer;

import dev.mien.LabelSet;
import dev.mien.video.VideoInfo;
import java.io.Writer;

/**
 * A form of written answers. Mien's own are {@link StandardFormat}s. Another program may add its own by
 * {@link AnswerFormats#register}.
 */
public interface AnswerFormat {
    /** Lower-case name, as a user enters it. */
    String label();

    /** The ending of a file in this form, without a dot. */
    String ending();

    /** Whether people read it. A program may then show a bar beside it and need not sum up what it says. */
    boolean isForPeople();

    /**
     * Writes answers in this form.
     *
     * @param target flushed only at the end, and not closed
     * @param layout options that depend on the reader
     */
    AnswerWriter writer(Writer target, Layout layout);

    /**
     * Writes a video in this form.
     *
     * @param target not closed
     * @param file the video's name in the answers
     */
    FrameWriter writer(Writer target, String file, VideoInfo video);

    /**
     * Writes a video that a model of other classes reads. By default it is written like any other video.
     *
     * @param target not closed
     * @param file the video's name in the answers
     * @param labels the classes of the model
     */
    default FrameWriter writer(Writer target, String file, VideoInfo video, LabelSet labels) {
        return writer(target, file, video);
    }

    /**
     * Writes pictures and videos into one document. By default their answers follow each other.
     *
     * @param target flushed only at the end, and not closed
     */
    default MediaWriter mediaWriter(Writer target, Layout layout) {
        return new OneAfterAnother(this, target, layout);
    }

    /**
     * Options of a form.
     *
     * @param single whether there is a single picture or video that the caller named
     * @param bars whether text shows bars, as on a terminal
     * @param videos whether there are videos
     * @param labels the classes of the model
     */
    record Layout(boolean single, boolean bars, boolean videos, LabelSet labels) {
        /** The options for a model of the seven emotions. */
        public Layout(boolean single, boolean bars, boolean videos) {
            this(single, bars, videos, LabelSet.FER2013);
        }

        /** The options of pictures. */
        public Layout(boolean single, boolean bars) {
            this(single, bars, false);
        }
    }
}
