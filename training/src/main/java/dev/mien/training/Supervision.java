package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.FerPlus;
import dev.mien.nn.ModelArchitecture;
import java.util.List;
import java.util.Optional;

/**
 * The knowledge about training samples in addition to their labels.
 *
 * @param votes the votes of FER+'s taggers, joined by row number
 * @param teacher a trained model's answers for all training samples without augmentation
 * @param views teachers' answers for some views of all training samples
 */
public record Supervision(Optional<FerPlus> votes, Optional<Answers> teacher, Optional<TaughtViews> views) {
    /** Only the labels. */
    public static final Supervision NONE = new Supervision(Optional.empty(), Optional.empty());

    private static final Remedy GIVE_VOTES = Remedy.set(Remedy.Setting.FERPLUS_VOTES, "fer2013new.csv");

    /** Supervision without views. */
    public Supervision(Optional<FerPlus> votes, Optional<Answers> teacher) {
        this(votes, teacher, Optional.empty());
    }

    /** Whether there is a teacher. */
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
            throw new InvalidInputException(
                    "the architecture '" + architecture.name() + "' has no head for FER+'s votes",
                    Remedy.set(Remedy.Setting.ARCHITECTURE, Recipes.MIEN)
                            .or(Remedy.without(Remedy.Setting.FERPLUS_VOTES)));
        }
        if (voting && !votes) {
            throw new InvalidInputException(
                    "this recipe needs FER+'s votes for its second head. The file is at github.com/microsoft/FERPlus",
                    GIVE_VOTES.or(Remedy.set(Remedy.Setting.RECIPE, Recipes.MIEN_EMOTIONS)));
        }
        if (architecture.heads().size() > 1 && !voting && !distils) {
            throw new InvalidInputException(
                    "nothing teaches the second head of the architecture '" + architecture.name() + "'",
                    GIVE_VOTES.or(Remedy.set(Remedy.Setting.ARCHITECTURE, Recipes.MIEN_EMOTIONS)));
        }
        if (distils && !teacher) {
            throw new InvalidInputException(
                    "there is no teacher to learn from", Remedy.set(Remedy.Setting.TEACHER, "RUN"));
        }
    }
}
