package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import dev.mien.dataset.LabelChoice;
import dev.mien.dataset.Relabelling;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the classes of data. */
final class LabelOptions {
    @Option(
            names = "--labels",
            paramLabel = "SET|a,b,c",
            completionCandidates = Names.class,
            description = "What the data's numbers and words mean: ${COMPLETION-CANDIDATES}, or names in the order of"
                    + " the numbers from 0. By default, the folders' names, or fer2013 for a CSV file.")
    private Optional<String> labels = Optional.empty();

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "OLD=NEW",
            description = "Joins classes, such as disgust=angry. An empty name leaves a class out, such as contempt=.")
    private List<String> joined = List.of();

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Uses these classes alone, in this order, such as happy,sad,neutral.")
    private List<String> classes = List.of();

    /** The names of label sets. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return LabelSets.all().stream().map(LabelSet::name).iterator();
        }
    }

    /** What the user chose. */
    LabelChoice choice() {
        return new LabelChoice(labels.map(LabelSet::parse), new Relabelling(targets(), classes));
    }

    private Map<String, String> targets() {
        Map<String, String> targets = new LinkedHashMap<>();
        for (String entry : joined) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("--map is '" + entry
                        + "', expected OLD=NEW, such as disgust=angry, or contempt= to leave a class out");
            }
            targets.put(entry.substring(0, equals).strip(), entry.substring(equals + 1));
        }
        return targets;
    }
}
