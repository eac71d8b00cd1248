package dev.mien.cli;

import dev.mien.experiment.Experiment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The training of a command, opened but not begun, for tests that need neither its end nor its report. */
final class OpenedTraining {
    private OpenedTraining() {}

    /** @param words what follows {@code mien train} */
    static Experiment of(Object... words) {
        TrainCommand command = new TrainCommand();
        new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(Stream.of(words).map(Object::toString).toArray(String[]::new));
        return command.open(new PrintWriter(new StringWriter()));
    }
}
