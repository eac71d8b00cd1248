package dev.mien.cli;

import dev.mien.experiment.Completion;
import dev.mien.run.RunData;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.RunLock;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a run's best weights and writes its report again. */
@Command(
        name = "report",
        description = "Judges the best weights of a stopped or finished run and writes its report again.")
final class ReportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "Run folder.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        RunFolder folder = new RunFolder(run);
        // without a run, no lock is made
        RunConfig.read(folder.config());
        try (RunLock lock = RunLock.take(folder)) {
            RunConfig config = RunConfig.read(folder.config());
            TrainingSession.show(
                    out,
                    Completion.complete(
                            folder,
                            config,
                            RunData.read(config),
                            new JudgingDisplay(spec.commandLine().getErr()),
                            TrainCommandText::of));
        }
        out.println("report: " + folder.report());
        out.flush();
    }
}
