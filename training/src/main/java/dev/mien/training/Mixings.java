package dev.mien.training;

import dev.mien.InvalidInputException;
import java.util.List;

/**
 * How training samples are mixed.
 *
 * @param kinds of mixing, each at most once; of several each sample draws one, and without any nothing is mixed
 * @param share of the samples that are mixed, above 0, at most 1
 * @param until share of the epochs behind which nothing is mixed any more, above 0, at most 1
 */
public record Mixings(List<Mixing> kinds, double share, double until) {
    /** Each sample as it is. */
    public static final Mixings NONE = new Mixings(List.of());

    /** All samples of all epochs. */
    public Mixings(List<Mixing> kinds) {
        this(kinds, 1, 1);
    }

    public Mixings {
        kinds = List.copyOf(kinds);
        if (kinds.stream().map(Object::getClass).distinct().count() < kinds.size()) {
            throw new InvalidInputException("a mixing stands twice in " + kinds + ", expected each kind at most once");
        }
        require("share of the samples that are mixed", share);
        require("share of the epochs until which samples are mixed", until);
    }

    private static void require(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new InvalidInputException(name + " is " + value + ", expected above 0, at most 1");
        }
    }

    /** Other kinds, mixed as often. */
    public Mixings withKinds(List<Mixing> changed) {
        return new Mixings(changed, share, until);
    }

    /**
     * Whether samples of an epoch are mixed.
     *
     * @param epoch from 1
     * @param epochs in all
     */
    boolean mixes(int epoch, int epochs) {
        return !kinds.isEmpty() && epoch <= until * epochs;
    }
}
