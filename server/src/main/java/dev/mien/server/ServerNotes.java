package dev.mien.server;

import dev.mien.InvalidInputException;
import java.util.Optional;

/**
 * What a server tells people about itself.
 *
 * @param version of Mien
 * @param notice a text that the page shows to everybody who opens it, for example who runs the server and why; lines
 *     without a character separate its paragraphs; at most {@link #LONGEST_NOTICE} characters
 */
public record ServerNotes(String version, Optional<String> notice) {
    /** Characters of a notice at most. */
    public static final int LONGEST_NOTICE = 10_000;

    /** Checks the notice. */
    public ServerNotes {
        notice = notice.map(String::strip);
        notice.ifPresent(text -> {
            if (text.isEmpty() || text.length() > LONGEST_NOTICE) {
                throw new InvalidInputException("the notice has " + text.length() + " characters, expected 1 to "
                        + LONGEST_NOTICE + ": shorten it, or leave it out");
            }
        });
    }

    /** Of a program that tells neither its version nor anything else. */
    public static ServerNotes unknown() {
        return new ServerNotes("unknown", Optional.empty());
    }
}
