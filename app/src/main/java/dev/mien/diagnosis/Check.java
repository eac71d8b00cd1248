package dev.mien.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that was looked at.
 *
 * @param section under which it is told
 * @param name what was looked at
 * @param outcome how it is
 * @param value what was found, in words
 * @param advice what to do, where something is to be done
 * @param milliseconds that it took, where that was measured
 */
public record Check(
        String section,
        String name,
        Outcome outcome,
        String value,
        Optional<String> advice,
        OptionalDouble milliseconds) {
    /** How something is. */
    public enum Outcome {
        /** It is as it is. */
        FACT,
        /** It works. */
        OK,
        /** It is not there, and need not be. */
        ABSENT,
        /** It is broken. */
        FAILED;

        /** Lower-case name, as programs read it. */
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

    /** The same with the time since a moment of {@link System#nanoTime}. */
    Check since(long nanoTime) {
        return new Check(
                section, name, outcome, value, advice, OptionalDouble.of((System.nanoTime() - nanoTime) / 1e6));
    }

    /** The name as programs read it: lower-case, words joined by underscores. */
    public String key() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
