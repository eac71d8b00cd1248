package dev.mien.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of one check.
 *
 * @param section that lists the check
 * @param name of the checked thing
 * @param outcome of the check
 * @param value the finding in words
 * @param advice what to do, if something must be done
 * @param milliseconds time of the check, if measured
 */
public record Check(
        String section,
        String name,
        Outcome outcome,
        String value,
        Optional<String> advice,
        OptionalDouble milliseconds) {
    /** The outcome of a check. */
    public enum Outcome {
        /** A fact. */
        FACT,
        /** It works. */
        OK,
        /** It is absent and not needed. */
        ABSENT,
        /** It is broken. */
        FAILED;

        /** The lower-case name for programs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check fact(String section, String name, String value) {
        return new Check(section, name, Outcome.FACT, value, Optional.empty(), OptionalDouble.empty());
    }

    static Check ok(String section, String name, String value) {
        return new Check(section, name, Outcome.OK, value, Optional.empty(), OptionalDouble.empty());
    }

    static Check absent(String section, String name, String value, String advice) {
        return new Check(section, name, Outcome.ABSENT, value, Optional.of(advice), OptionalDouble.empty());
    }

    static Check failed(String section, String name, String value, String advice) {
        return new Check(section, name, Outcome.FAILED, value, Optional.of(advice), OptionalDouble.empty());
    }

    /** The same check with the time since a moment of {@link System#nanoTime}. */
    Check since(long nanoTime) {
        return new Check(
                section, name, outcome, value, advice, OptionalDouble.of((System.nanoTime() - nanoTime) / 1e6));
    }

    /** The name for programs: lower case, words joined by underscores. */
    public String key() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
