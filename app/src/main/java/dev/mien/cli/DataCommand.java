package dev.mien.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands for data sets. */
@Command(
        name = "data",
        description = "Shows, audits and downloads data sets.",
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
