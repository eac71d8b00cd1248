package dev.mien.cli;

import dev.mien.dataset.SplitPlan;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the split. */
final class SplitOptions {
    @Option(
            names = "--split",
            description = "random: shuffled by the seed; official: FER2013's Usage column. The recipe's by default,"
                    + " which is official for mien and mien-emotions.")
    private Optional<SplitPlan.Method> method = Optional.empty();

    @Option(
            names = "--test-fraction",
            defaultValue = "0.1",
            description = "Share of all faces that test, with --split random; ${DEFAULT-VALUE} by default.")
    private double testFraction = 0.1;

    @Option(
            names = "--validation-fraction",
            defaultValue = "0.1",
            description = "Share of the other faces that validate, with --split random; ${DEFAULT-VALUE} by default.")
    private double validationFraction = 0.1;

    @Option(names = "--group-duplicates", description = "Keep faces with equal pixels in one part.")
    private boolean groupDuplicates;

    /** @param usual the method without {@code --split} */
    SplitPlan plan(SplitPlan.Method usual, long seed) {
        return new SplitPlan(method.orElse(usual), testFraction, validationFraction, groupDuplicates, seed);
    }
}
