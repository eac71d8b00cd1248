package dev.mien.cli;

import dev.mien.answer.AnswerFormat;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * The outputs of {@link RecognizeCommand}.
 *
 * @param out receives the answers if there is no file for them
 * @param messages receives the progress and the problems
 * @param format of the answers
 * @param file receives the answers
 * @param terminal how progress is shown
 * @param shown whether a terminal shows {@code out}
 */
record RecognizeOutput(
        PrintWriter out,
        PrintWriter messages,
        AnswerFormat format,
        Optional<String> file,
        Terminal terminal,
        boolean shown) {
    /** Whether answers appear on a terminal. Then they show progress themselves. */
    boolean answersOnTerminal() {
        return shown && file.isEmpty();
    }

    /** Whether people read the answers where the messages are, so that messages need not repeat them. */
    boolean tellsPeople() {
        return format.isForPeople() && file.isEmpty();
    }

    /** Prints a line about the work, unless the user wants none. */
    void tell(String line) {
        if (terminal != Terminal.QUIET) {
            messages.println(line);
        }
    }
}
