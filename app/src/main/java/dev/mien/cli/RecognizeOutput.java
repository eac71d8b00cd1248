package dev.mien.cli;

import dev.mien.answer.AnswerFormat;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The outputs of {@link RecognizeCommand}.
 *
 * @param out receives the answers if there is no file for them
 * @param messages receives the progress and the problems
 * @param format of the answers
 * @param file receives the answers
 * @param annotate receives pictures or a video with marked faces
 * @param terminal the terminal that shows {@code out}, if there is one
 */
record RecognizeOutput(
        PrintWriter out,
        PrintWriter messages,
        AnswerFormat format,
        Optional<String> file,
        Optional<Path> annotate,
        Terminal terminal) {
    /** Takes lines of progress. On a terminal the answers themselves show progress, so no line stands among them. */
    PrintWriter progress() {
        return terminal.isPresent() && file.isEmpty() ? new PrintWriter(Writer.nullWriter()) : messages;
    }
}
