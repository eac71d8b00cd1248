package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlus;
import dev.mien.nn.ModelArchitecture;
import java.util.List;
import java.util.Optional;

/**
 * What is known of training samples beside their labels.
 *
 * @param votes of FER+'s taggers, joined by row number
 * @param teacher a trained model's answers for all training samples as they are
 * @param views teachers' answers for some views of all training samples
 */
public record Supervision(Optional<FerPlus> votes, Optional<Answers> teacher, Optional<TaughtViews> views) {
    /** The labels alone. */
    public static final Supervision NONE = new Supervision(Optional.empty(), Optional.empty());

    /** Without views. */
    public Supervision(Optional<FerPlus> votes, Optional<Answers> teacher) {
        this(votes, teacher, Optional.empty());
    }

    /** Whether anybody teaches. */
    boolean hasTeacher() {
        return teacher.isPresent() || views.isPresent();
    }

    /**
     * Checks that rules and architecture have what they need.
     *
     * @param votes whether there are votes of FER+
     * @param teacher whether there is a teacher
     * @throws InvalidInputException if something is missing; the message says what to give
     */
    public static void require(List<TargetRule> rules, ModelArchitecture architecture, boolean votes, boolean teacher) {
        boolean voting = rules.stream().anyMatch(TargetRule.FerPlusVoting.class::isInstance);
        boolean distils = rules.stream().anyMatch(TargetRule.Distillation.class::isInstance);
        if (voting && architecture.heads().size() < 2) {
            throw new InvalidInputException("the architecture '" + architecture.name() + "' has no head for FER+'s"
                    + " votes: take --architecture mien, which has two, or leave out --ferplus");
        }
        if (voting && !votes) {
            throw new InvalidInputException("the recipe teaches a second head FER+'s votes, and none are given: add"
                    + " --ferplus fer2013new.csv (github.com/microsoft/FERPlus has the file), or train without that head"
                    + " by --recipe mien-emotions");
        }
        if (architecture.heads().size() > 1 && !voting && !distils) {
            throw new InvalidInputException(
                    "nothing teaches the second head of the architecture '" + architecture.name()
                            + "': add --ferplus fer2013new.csv, or take --architecture mien-emotions, which has one head");
        }
        if (distils && !teacher) {
            throw new InvalidInputException("there is no teacher to learn from: name a run with --teacher");
        }
    }
}
