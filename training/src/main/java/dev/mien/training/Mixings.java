package dev.mien.training;

import dev.mien.InvalidInputException;
import java.util.List;

/**
 * The mixing of training samples.
 *
 * @param kinds the kinds of mixing, each at most once; each sample draws one of them, and without a kind no sample is
 *     mixed
 * @param share the share of the samples that are mixed, above 0 and at most 1
 * @param until the share of the epochs after which samples are no longer mixed, above 0 and at most 1
 */
public record Mixings(List<Mixing> kinds, double share, double until) {
    /** No sample is mixed. */
    public static final Mixings NONE = new Mixings(List.of());

    /** Mixes all samples of all epochs. */
    public Mixings(List<Mixing> kinds) {
        this(kinds, 1, 1);
    }

    public Mixings {
        kinds = List.copyOf(kinds);
        if (kinds.stream().map(Object::getClass).distinct().count() < kinds.size()) {
            throw new InvalidInputException(
                    "a kind of mixing appears twice in " + kinds + ", expected each kind at most once");
        }
        require("share of the samples that are mixed", share);
        require("share of the epochs until which samples are mixed", until);
    }

    private static void require(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new InvalidInputException(name + " is " + value + ", expected above 0, at most 1");
        }
    }

    /** The same with other kinds. */
    public Mixings withKinds(List<Mixing> changed) {
        return new Mixings(changed, share, until);
    }

    /**
     * Whether samples of an epoch are mixed.
     *
     * @param epoch from 1
     * @param epochs the number of all epochs
     */
    boolean mixes(int epoch, int epochs) {
        return !kinds.isEmpty() && epoch <= until * epochs;
    }
}
