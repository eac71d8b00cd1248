package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a command came to that was run in this process. */
record CommandResult(int code, String out, String err) {
    /** Runs Mien with these words. */
    static CommandResult mien(Object... words) {
        return of(Main.commandLine(), words);
    }

    /** Runs a command with these words. */
    static CommandResult of(CommandLine line, Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
        return new CommandResult(code, out.toString(), err.toString());
    }

    /** Itself, of a command that has done what was asked. */
    CommandResult requireDone() {
        assertThat(code).as(err).isZero();
        return this;
    }

    /** Of a command that the user gave something wrong: it says so with these words, and shows no stack trace. */
    void requireMistake(String... text) {
        assertThat(code).as(err).isEqualTo(Main.MISTAKE);
        assertThat(err).startsWith("mien: ").contains(text).doesNotContain("\tat ");
    }
}
