package dev.mien.experiment;

/** Words the settings that repeat a run. A program may word them as the command that its user enters. */
@FunctionalInterface
public interface RunWording {
    /** One setting a line. */
    RunWording LINES = RunSettings::lines;

    /** The settings in words, on one or more lines. */
    String of(RunSettings settings);
}
