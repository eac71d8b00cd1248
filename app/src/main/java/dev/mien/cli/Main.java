package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.io.Causes;
import dev.mien.io.FileNames;
import dev.mien.io.ProgramEndingException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program's entry. Exit codes: 0 for success, 1 for a failure of the program or the machine, 2 for a mistake in the
 * arguments, 3 if some of many inputs failed.
 */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISTAKE = 2;
    static final int PARTLY = 3;

    /** Of a command without an end whose reader has closed the output, as {@code head} does: a success. */
    static final int UNREAD = -1;

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = commandLine();
        line.setOut(OutputWriter.ofProcess());
        line.setErr(utf8(System.err));
        System.exit(finished(line, line.execute(FileNames.arguments(args))));
    }

    /**
     * The exit code after the output is written. A {@link PrintWriter} keeps a failure, such as that of a full disk, to
     * itself until it is asked. A reader that has closed the output wants no more, which is no failure.
     */
    static int finished(CommandLine line, int code) {
        if (code == UNREAD) {
            return DONE;
        }
        if (!line.getOut().checkError() || code == FAILED || OutputWriter.hasNoReader(line.getOut())) {
            return code;
        }
        line.getErr().println("mien: cannot write the output: " + CheckedWriter.PROBLEM);
        line.getErr().flush();
        return FAILED;
    }

    /** JSON is UTF-8 whatever the system's character set is. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new MienCommand());
        line.registerConverter(Path.class, FileNames::parse);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionStrategy(Main::execute);
        line.setParameterExceptionHandler(Main::explainMistake);
        line.setExecutionExceptionHandler((failure, where, parsed) -> explain(failure, where));
        return line;
    }

    /** Runs the command. What Java itself cannot do is a failure like others, and no stack trace. */
    private static int execute(ParseResult parsed) {
        Terminal.silence(root(parsed.commandSpec().commandLine()).quiet());
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), "Java failed", e);
        }
    }

    private static MienCommand root(CommandLine line) {
        return (MienCommand) line.getCommandSpec().root().userObject();
    }

    private static int explainMistake(ParameterException mistake, String[] args) {
        PrintWriter err = mistake.getCommandLine().getErr();
        new MistakeText(mistake).lines().forEach(err::println);
        err.flush();
        return MISTAKE;
    }

    private static int explain(Exception failure, CommandLine where) {
        if (Causes.include(failure, ProgramEndingException.class)) {
            return FAILED;
        }
        if (OutputWriter.hasNoReader(where.getOut())) {
            return DONE;
        }
        PrintWriter err = where.getErr();
        Optional<String> words = FailureText.of(failure);
        boolean known = words.isPresent();
        err.println("mien: " + words.orElseGet(() -> "unexpected failure: " + failure));
        if (root(where).verbose()) {
            failure.printStackTrace(err);
        } else if (!known) {
            err.println("Run the command again with --verbose for the details");
        }
        err.flush();
        return failure instanceof InvalidInputException ? MISTAKE : FAILED;
    }
}
