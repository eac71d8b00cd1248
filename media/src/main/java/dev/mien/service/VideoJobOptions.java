package dev.mien.service;

import dev.mien.InvalidInputException;
import dev.mien.answer.StandardFormat;
import dev.mien.recognition.ReadingOptions;

/**
 * What a job makes of its video.
 *
 * @param reading options of the recognizer
 * @param every 1 searches each frame, n each n-th; in between motion predicts the faces
 * @param perSecond whether the answer has the means of each second instead of each frame
 * @param annotated whether a copy of the video with marked faces is written
 * @param format of the answer, one that programs read
 */
public record VideoJobOptions(
        ReadingOptions reading, int every, boolean perSecond, boolean annotated, StandardFormat format) {
    /** Checks the ranges. */
    public VideoJobOptions {
        if (every < 1) {
            throw new InvalidInputException("every is " + every + ", expected at least 1");
        }
        if (format.isForPeople()) {
            throw new InvalidInputException("the answer of a job is for programs, got the form " + format.label());
        }
    }

    /** Each frame as JSON. */
    public static VideoJobOptions usual() {
        return new VideoJobOptions(ReadingOptions.USUAL, 1, false, false, StandardFormat.JSON);
    }
}
