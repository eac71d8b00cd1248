package dev.mien.answer;

import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoInfo;

/** Writes the answers of pictures and videos into one document, one after the other. */
public interface MediaWriter {
    /** Writes the answer of a picture, or the error of a video that could not be opened. */
    void write(PictureAnswer answer);

    /**
     * Begins a video. Its end must be written before the next answer.
     *
     * @param file the video's name in the answers
     */
    FrameWriter video(String file, VideoInfo video);

    /** Writes the end of the document. */
    void end();
}
