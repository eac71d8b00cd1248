package dev.mien.answer;

import dev.mien.batch.PictureAnswer;

/** Writes answers one after the other, in one form. */
public interface AnswerWriter {
    /** Writes an answer. A reader can read it at once, as far as the form allows. */
    void write(PictureAnswer answer);

    /** Writes the end of the form. */
    void end();
}
