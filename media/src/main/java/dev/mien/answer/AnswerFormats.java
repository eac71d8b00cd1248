package dev.mien.answer;

import dev.mien.Registry;
import java.util.List;
import java.util.Locale;

/** The forms of answers by their names: {@link StandardFormat}, and what other programs add. */
public final class AnswerFormats {
    private static final Registry<AnswerFormat> ALL = new Registry<>("format of answers");

    static {
        for (AnswerFormat format : StandardFormat.values()) {
            register(format);
        }
    }

    private AnswerFormats() {}

    /**
     * Adds a form under its label, for this program and all that it runs.
     *
     * @throws dev.mien.InvalidInputException if the name is taken, or has capitals
     */
    public static void register(AnswerFormat format) {
        ALL.add(format.label(), format);
    }

    /**
     * The form of a name, in letters of either case.
     *
     * @throws dev.mien.InvalidInputException if there is none; the message names those that exist
     */
    public static AnswerFormat named(String name) {
        return ALL.named(name.toLowerCase(Locale.ROOT));
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        return ALL.names();
    }
}
