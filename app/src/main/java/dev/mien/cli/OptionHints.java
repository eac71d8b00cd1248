package dev.mien.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** What other programs' options are called here. It is for words that are not similar enough to be taken for a typo. */
final class OptionHints {
    private static final String NO_GPU = "Mien computes on the processor and has no build for a GPU, because its"
            + " convolutions are made for processors. Leave this option out";

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

    private static String hint(CommandLine command, String option, String sentence) {
        return command.getCommandSpec().findOption(option) == null ? "" : sentence;
    }

    /** A sentence without its full stop about an unknown option; empty if its meaning is unknown. */
    static Optional<String> of(String option, CommandLine command) {
        String name = option.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("=.*", "");
        if (GPU.contains(name)) {
            return Optional.of(NO_GPU
                    + hint(command, "--threads", ". --threads sets the number of threads")
                    + hint(command, "--precision", ". --precision bf16 is faster on a processor that has it"));
        }
        return Optional.ofNullable(MEANINGS.get(name))
                .filter(known -> command.getCommandSpec().findOption(known) != null)
                .map(known -> "Did you mean " + known + "?");
    }
}
