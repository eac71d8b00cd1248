package dev.mien.engine;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The refinements of a training, each kind at most once.
 *
 * @param all in any order; none is a training by the optimizer's rule alone
 */
public record Refinements(List<Refinement> all) {
    /** The optimizer's rule alone. */
    public static final Refinements NONE = of();

    public Refinements {
        all = List.copyOf(all);
        if (all.stream().map(Object::getClass).distinct().count() < all.size()) {
            throw new InvalidInputException(
                    "a refinement stands twice in " + all + ", expected each kind at most once");
        }
    }

    public static Refinements of(Refinement... all) {
        return new Refinements(Arrays.asList(all));
    }

    /** The refinement of a kind, where there is one. */
    public <T extends Refinement> Optional<T> get(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
