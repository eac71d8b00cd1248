package dev.mien.cli;

import dev.mien.answer.AnswerFormat;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything goes that {@link RecognizeCommand} writes.
 *
 * @param out takes the answers where no file does
 * @param messages takes progress and what went wrong
 * @param file takes the answers
 * @param annotate takes pictures or a video with faces marked
 * @param terminal whether {@code out} is one
 */
record RecognizeOutput(
        PrintWriter out,
        PrintWriter messages,
        AnswerFormat format,
        Optional<String> file,
        Optional<Path> annotate,
        boolean terminal) {
    /** Takes lines of progress. On a terminal the answers themselves show progress, so no line stands among them. */
    PrintWriter progress() {
        return terminal && file.isEmpty() ? new PrintWriter(Writer.nullWriter()) : messages;
    }
}
