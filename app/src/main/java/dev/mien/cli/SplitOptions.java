package dev.mien.cli;

import dev.mien.dataset.Datasets;
import dev.mien.dataset.SplitPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the split. */
final class SplitOptions {
    @Option(
            names = "--split",
            description = "random: shuffled by the seed; official: the data's own parts (FER2013's Usage column, or the"
                    + " folders train, validation and test). Without a validation part, a share of each class of the"
                    + " training part validates. By default, official for a folder with parts, random for a folder"
                    + " without, and for a file the recipe's: official for mien and mien-emotions, random for the"
                    + " others.")
    private Optional<Choice> choice = Optional.empty();

    @Option(
            names = "--test-fraction",
            defaultValue = "0.1",
            description = "Share of all faces that test, with --split random; ${DEFAULT-VALUE} by default.")
    private double testFraction = 0.1;

    @Option(
            names = "--validation-fraction",
            defaultValue = "0.1",
            description = "Share of the other faces that validate, with --split random or without a validation"
                    + " part; ${DEFAULT-VALUE} by default.")
    private double validationFraction = 0.1;

    @Option(names = "--group-duplicates", description = "Keep faces with equal pixels in one part.")
    private boolean groupDuplicates;

    /** The values of {@code --split}. */
    enum Choice {
        RANDOM(SplitPlan.Method.RANDOM),
        OFFICIAL(SplitPlan.Method.OFFICIAL);

        private final SplitPlan.Method method;

        Choice(SplitPlan.Method method) {
            this.method = method;
        }
    }

    /**
     * The plan for some data.
     *
     * @param usual the method for a file without {@code --split}
     */
    SplitPlan plan(Optional<Path> data, SplitPlan.Method usual, long seed) {
        SplitPlan.Method method = choice.map(chosen -> chosen.method).orElseGet(() -> method(data, usual));
        return new SplitPlan(method, testFraction, validationFraction, groupDuplicates, seed);
    }

    /** The parts of a folder stay apart. A folder without parts has no other split than a random one. */
    static SplitPlan.Method method(Optional<Path> data, SplitPlan.Method usual) {
        return data.filter(Files::isDirectory)
                .map(folder -> Datasets.isDividedFolder(folder) ? SplitPlan.Method.OFFICIAL : SplitPlan.Method.RANDOM)
                .orElse(usual);
    }
}
