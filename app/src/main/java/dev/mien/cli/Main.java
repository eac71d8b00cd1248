package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program's entry. Exit codes: 0 done, 1 a failure of the program or the machine, 2 a mistake in what was given. */
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISTAKE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
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
            err.println("'mien " + path(where) + "--help' shows what can be given");
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
        err.println("mien: " + (known ? failure.getMessage() : "unexpected failure: " + failure));
        if (where.getCommandSpec().root().userObject() instanceof MienCommand root && root.verbose()) {
            failure.printStackTrace(err);
        } else if (!known) {
            err.println("Run the command again with --verbose for the details");
        }
        err.flush();
        return failure instanceof InvalidInputException ? MISTAKE : FAILED;
    }
}
