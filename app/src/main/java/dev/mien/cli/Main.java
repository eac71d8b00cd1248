package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The program's entry. Exit codes: 0 for success, 1 for a failure of the program or the machine, 2 for a mistake in the
 * arguments, 3 if some of many inputs failed.
 */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISTAKE = 2;
    static final int PARTLY = 3;

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = commandLine();
        line.setOut(utf8(System.out));
        line.setErr(utf8(System.err));
        System.exit(line.execute(args));
    }

    /** JSON is UTF-8 whatever the system's character set is. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new MienCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Main::explainMistake);
        line.setExecutionExceptionHandler((failure, where, parsed) -> explain(failure, where));
        return line;
    }

    private static int explainMistake(ParameterException mistake, String[] args) {
        CommandLine where = mistake.getCommandLine();
        PrintWriter err = where.getErr();
        err.println("mien: " + mistake.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("'mien " + path(where) + "--help' shows the options");
        }
        err.flush();
        return MISTAKE;
    }

    private static String path(CommandLine where) {
        String name = where.getCommandSpec().qualifiedName();
        return name.equals("mien") ? "" : name.substring("mien ".length()) + " ";
    }

    private static int explain(Exception failure, CommandLine where) {
        PrintWriter err = where.getErr();
        boolean known = failure instanceof MienException;
        err.println("mien: "
                + (failure instanceof MienException told ? RemedyText.of(told) : "unexpected failure: " + failure));
        if (where.getCommandSpec().root().userObject() instanceof MienCommand root && root.verbose()) {
            failure.printStackTrace(err);
        } else if (!known) {
            err.println("Run the command again with --verbose for the details");
        }
        err.flush();
        return failure instanceof InvalidInputException ? MISTAKE : FAILED;
    }
}
