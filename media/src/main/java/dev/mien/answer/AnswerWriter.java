package dev.mien.answer;

import dev.mien.batch.PictureAnswer;

/** Writes answers one after the other, in one form. */
public interface AnswerWriter {
    /** Writes one. What is written can be read by then, as far as the form allows. */
    void write(PictureAnswer answer);

    /** Writes what ends the form. */
    void end();
}
