package dev.mien.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes Mien's commands and options in a shell. */
@Command(
        name = "generate-completion",
        description = {
            "Prints a script that completes commands and options in a shell.",
            "bash and zsh: source <(mien generate-completion bash). fish: mien generate-completion fish | source. The"
                    + " shell's start file makes this permanent."
        })
final class CompletionCommand implements Runnable {
    /** A shell. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(arity = "1", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        // Picocli's script for bash loads zsh's own emulation of bash's completion
        out.print(shell == Shell.FISH ? FishCompletion.of(root) : AutoComplete.bash(root.getCommandName(), root));
        out.flush();
    }
}
