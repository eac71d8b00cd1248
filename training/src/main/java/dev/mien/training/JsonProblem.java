package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Jackson's words about a text, without the names of its settings and classes. */
final class JsonProblem {
    /** What Jackson adds for programmers. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(
            "\\s*\\((set|for|through|enable|use|start marker) .*|:? not allowed (as per|when) .*|\\R.*",
            Pattern.DOTALL);

    private static final Pattern QUALIFIED = Pattern.compile("`(?:[a-z]+\\.)*([^`.]*)`");

    private JsonProblem() {}

    /** The problem and its place, such as {@code Unexpected character (line 3, column 7)}. */
    static String of(JsonProcessingException failure) {
        String words = FOR_PROGRAMMERS.matcher(failure.getOriginalMessage()).replaceAll("");
        String text = QUALIFIED.matcher(words).replaceAll("$1").strip();
        return failure.getLocation() == null || failure.getLocation().getLineNr() < 1
                ? text
                : text + " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }
}
