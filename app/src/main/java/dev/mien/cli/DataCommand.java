package dev.mien.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looking at data, and fetching it. */
@Command(
        name = "data",
        description = "Shows what is in a data set and what is wrong in it, and fetches one.",
        subcommands = {DataInfoCommand.class, DataShowCommand.class, DataAuditCommand.class, DataDownloadCommand.class})
final class DataCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
