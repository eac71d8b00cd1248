package dev.mien.cli;

import dev.mien.training.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
        name = "mien",
        description = "Trains, judges and uses networks that read the emotion in a face.",
        subcommands = {
            TrainCommand.class,
            StudyCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            CalibrateCommand.class,
            CardCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            EnsembleCommand.class,
            ImportCommand.class,
            RecognizeCommand.class,
            CameraCommand.class,
            ServeCommand.class,
            DoctorCommand.class,
            ReportCommand.class,
            SummaryCommand.class,
            DataCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = MienCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class MienCommand implements Runnable {
    @Option(names = "--verbose", description = "Show the stack trace of a failure.", scope = ScopeType.INHERIT)
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.",
            scope = ScopeType.INHERIT)
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    boolean verbose() {
        return verbose;
    }

    boolean quiet() {
        return quiet;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The output of {@code --version}. */
    static final class Version implements IVersionProvider {
        /** Such as "0.1.0 (commit 4fe0fe9)". */
        private static String text() {
            return Environment.version()
                    + Environment.commit()
                            .map(commit -> " (commit " + commit + ")")
                            .orElse("");
        }

        @Override
        public String[] getVersion() {
            return new String[] {"mien " + text()};
        }
    }
}
