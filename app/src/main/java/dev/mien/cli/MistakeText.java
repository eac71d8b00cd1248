package dev.mien.cli;

import dev.mien.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words a mistake in the command line, with what the user may have meant. */
final class MistakeText {
    /** picocli's words for a value of an enum. */
    private static final Pattern VALUE = Pattern.compile(
            "Invalid value for option '([^']+)'.*: expected one of \\[([^]]*)] \\(case-insensitive\\) but was '(.*)'",
            Pattern.DOTALL);

    private final CommandLine where;
    private final ParameterException mistake;

    MistakeText(ParameterException mistake) {
        this.mistake = mistake;
        where = mistake.getCommandLine();
    }

    /** What is wrong, and below it what to do. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> unknown = unknown();
        lines.add("mien: " + PrintableText.of(problem(unknown)));
        Set<String> hints = new LinkedHashSet<>();
        unknown.forEach(word -> hints.addAll(hints(word)));
        lines.addAll(hints);
        if (hints.isEmpty()) {
            lines.add("'mien " + path() + "--help' shows the " + (isOfCommands() ? "commands" : "options"));
        }
        return lines;
    }

    /** The unknown options, or the word that is no command. */
    private List<String> unknown() {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return List.of();
        }
        List<String> words = unmatched.getUnmatched();
        List<String> options =
                words.stream().filter(word -> word.startsWith("-")).toList();
        return options.isEmpty() ? words.stream().limit(1).toList() : options;
    }

    private boolean isOfCommands() {
        return !where.getSubcommands().isEmpty();
    }

    private String problem(List<String> unknown) {
        String text = String.valueOf(mistake.getMessage());
        Matcher value = VALUE.matcher(text);
        if (value.find()) {
            String values = value.group(2).toLowerCase(Locale.ROOT).replaceFirst(", ([^,]*)$", " or $1");
            return value.group(1) + " is '" + value.group(3) + "', expected " + values;
        }
        if (unknown.isEmpty()) {
            return text;
        }
        if (unknown.get(0).startsWith("-")) {
            return (unknown.size() == 1 ? "unknown option " : "unknown options ") + String.join(", ", unknown);
        }
        return (isOfCommands() ? "there is no command '" : "unexpected argument '") + unknown.get(0) + "'";
    }

    private List<String> hints(String word) {
        if (!word.startsWith("-") && where.getCommandSpec().findOption("--data") != null) {
            return List.of("Did you mean --data " + PrintableText.of(word) + "?");
        }
        return OptionHints.of(word, where).map(List::of).orElseGet(() -> {
            List<String> similar = similar(
                    word.replaceFirst("=.*", "").toLowerCase(Locale.ROOT).replace('_', '-'));
            return similar.isEmpty() ? List.of() : List.of("Did you mean " + String.join(" or ", similar) + "?");
        });
    }

    /** The names that begin with a word, or those with few wrong letters, or those that have the word in them. */
    private List<String> similar(String word) {
        int letters = word.replace("-", "").length();
        List<String> longer =
                names().filter(name -> letters > 2 && name.startsWith(word)).toList();
        int least = names().mapToInt(name -> distance(word, name)).min().orElse(Integer.MAX_VALUE);
        if (longer.isEmpty() && least <= 1 + letters / 4) {
            return names().filter(name -> distance(word, name) == least).toList();
        }
        String part = "-" + word.replaceFirst("^-+", "");
        return longer.isEmpty() && letters > 2
                ? names().filter(name -> name.contains(part)).toList()
                : longer;
    }

    private Stream<String> names() {
        return Stream.concat(
                where.getSubcommands().keySet().stream(),
                where.getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .map(OptionSpec::names)
                        .flatMap(Stream::of)
                        .filter(name -> name.startsWith("--")));
    }

    /** Levenshtein's distance: the least number of letters that are added, left out or exchanged. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private String path() {
        String name = where.getCommandSpec().qualifiedName();
        return name.equals("mien") ? "" : name.substring("mien ".length()) + " ";
    }
}
