package dev.mien.cli;

import dev.mien.dataset.SplitPlan;
import picocli.CommandLine.Option;

/** How data is divided. */
final class SplitOptions {
    @Option(
            names = "--split",
            defaultValue = "random",
            description =
                    "random: shuffled by the seed; official: FER2013's Usage column. ${DEFAULT-VALUE} by default.")
    private SplitPlan.Method method = SplitPlan.Method.RANDOM;

    @Option(
            names = "--test-fraction",
            defaultValue = "0.1",
            description = "Of all faces, with --split random; ${DEFAULT-VALUE} by default.")
    private double testFraction = 0.1;

    @Option(
            names = "--validation-fraction",
            defaultValue = "0.1",
            description = "Of the faces that do not test, with --split random; ${DEFAULT-VALUE} by default.")
    private double validationFraction = 0.1;

    @Option(names = "--group-duplicates", description = "Keep pixel-identical faces in one split.")
    private boolean groupDuplicates;

    SplitPlan plan(long seed) {
        return new SplitPlan(method, testFraction, validationFraction, groupDuplicates, seed);
    }
}
