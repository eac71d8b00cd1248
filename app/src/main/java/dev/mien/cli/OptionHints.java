package dev.mien.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** What other programs' options are called here. It is for words that are not similar enough to be taken for a typo. */
final class OptionHints {
    private static final String NO_GPU = "Mien computes on the processor and has no build for a GPU, because its"
            + " convolutions are made for processors. Leave this option out. --threads sets the number of threads, and"
            + " --precision bf16 is faster on a processor that has it";

    private static final List<String> GPU = List.of("--device", "--gpu", "--gpus", "--cuda", "--amp", "--fp16");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("--augment", "--augmentation"),
            Map.entry("--augmentations", "--augmentation"),
            Map.entry("--checkpoint", "--resume"),
            Map.entry("--continue", "--resume"),
            Map.entry("--dataset", "--data"),
            Map.entry("--data-dir", "--data"),
            Map.entry("--early-stopping", "--patience"),
            Map.entry("--iterations", "--epochs"),
            Map.entry("--max-epochs", "--epochs"),
            Map.entry("--network", "--architecture"),
            Map.entry("--num-workers", "--threads"),
            Map.entry("--workers", "--threads"),
            Map.entry("--jobs", "--threads"),
            Map.entry("--output", "--out"),
            Map.entry("--output-dir", "--out"),
            Map.entry("--pretrained", "--initial-weights"),
            Map.entry("--random-state", "--seed"),
            Map.entry("--run", "--model"),
            Map.entry("--samples", "--limit"),
            Map.entry("--scheduler", "--schedule"),
            Map.entry("--subset", "--limit"),
            Map.entry("--val-split", "--validation-fraction"),
            Map.entry("--test-split", "--test-fraction"),
            Map.entry("--weights", "--model"));

    private OptionHints() {}

    /** A sentence without its full stop about the first unknown option; empty if its meaning is unknown. */
    static Optional<String> of(List<String> unmatched, CommandLine command) {
        if (unmatched.isEmpty()) {
            return Optional.empty();
        }
        String name =
                unmatched.get(0).toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("=.*", "");
        if (GPU.contains(name)) {
            return Optional.of(NO_GPU);
        }
        return Optional.ofNullable(MEANINGS.get(name))
                .filter(option -> command.getCommandSpec().findOption(option) != null)
                .map(option -> "Did you mean " + option + "?");
    }
}
