package dev.mien.judging;

import dev.mien.description.ModelDescription;
import dev.mien.training.KeptWeights;
import dev.mien.training.ModelFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which weights a model has, as its file tells it. */
final class KeptText {
    private KeptText() {}

    /**
     * The epoch and how it was chosen, for each member of an ensemble; empty if the file does not tell its epoch.
     *
     * @param details of a model file, or what an exported file has of them
     */
    static Optional<String> of(Map<String, String> details) {
        return one(details, "").or(() -> ofMembers(details));
    }

    private static Optional<String> ofMembers(Map<String, String> details) {
        List<String> members = new ArrayList<>();
        Optional<String> member = one(details, ModelDescription.MEMBER + "1_");
        while (member.isPresent()) {
            members.add(member.get());
            member = one(details, ModelDescription.MEMBER + (members.size() + 1) + "_");
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", members));
    }

    private static Optional<String> one(Map<String, String> details, String prefix) {
        return Optional.ofNullable(details.get(prefix + ModelFile.EPOCH))
                .map(epoch -> "epoch " + epoch + ", " + keep(details, prefix).words());
    }

    /** Files that do not tell it were written when all runs kept the best. */
    private static KeptWeights keep(Map<String, String> details, String prefix) {
        return Optional.ofNullable(details.get(prefix + ModelFile.KEEP))
                .flatMap(label -> Arrays.stream(KeptWeights.values())
                        .filter(kept -> kept.label().equals(label))
                        .findFirst())
                .orElse(KeptWeights.BEST);
    }
}
