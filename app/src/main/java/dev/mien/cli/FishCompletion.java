package dev.mien.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions of all commands and options for fish, which picocli does not know. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();
    private final String name;

    private FishCompletion(String name) {
        this.name = name;
    }

    /** The script for a program. */
    static String of(CommandLine root) {
        FishCompletion completion = new FishCompletion(root.getCommandName());
        completion
                .script
                .append("# Completions of ")
                .append(root.getCommandName())
                .append(" for fish.\n");
        completion.command(root, List.of());
        return completion.script.toString();
    }

    /** @param path the names that lead to the command, without the program's own */
    private void command(CommandLine command, List<String> path) {
        List<CommandLine> subcommands =
                command.getSubcommands().values().stream().distinct().toList();
        String here = condition(path, subcommands);
        for (CommandLine subcommand : subcommands) {
            line(here, " -f -a " + quoted(subcommand.getCommandName()), first(subcommand.getCommandSpec()));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                line(here, option(option), sentence(option.description()));
            }
        }
        for (CommandLine subcommand : subcommands) {
            command(
                    subcommand,
                    Stream.concat(path.stream(), Stream.of(subcommand.getCommandName()))
                            .toList());
        }
    }

    private static String condition(List<String> path, List<CommandLine> subcommands) {
        String seen =
                path.stream().map(word -> "__fish_seen_subcommand_from " + word).collect(Collectors.joining("; and "));
        String next = subcommands.isEmpty()
                ? ""
                : "not __fish_seen_subcommand_from "
                        + subcommands.stream().map(CommandLine::getCommandName).collect(Collectors.joining(" "));
        return seen + (seen.isEmpty() || next.isEmpty() ? "" : "; and ") + next;
    }

    private static String option(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String form : option.names()) {
            words.append(form.startsWith("--") ? " -l " : " -s ").append(form.replaceFirst("^--?", ""));
        }
        if (option.arity().max() > 0) {
            words.append(" -r");
            String values = candidates(option)
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
            words.append(values.isEmpty() ? "" : " -f -a " + quoted(values));
        }
        return words.toString();
    }

    private static Stream<String> candidates(OptionSpec option) {
        Optional<Iterable<String>> stated = Optional.ofNullable(option.completionCandidates());
        return stated.map(values -> StreamSupport.stream(values.spliterator(), false))
                .orElseGet(() -> option.type().isEnum()
                        ? Stream.of(option.type().getEnumConstants()).map(String::valueOf)
                        : Stream.empty());
    }

    private void line(String condition, String words, String description) {
        script.append("complete -c ")
                .append(name)
                .append(" -n ")
                .append(quoted(condition))
                .append(words);
        script.append(" -d ").append(quoted(description)).append('\n');
    }

    private static String first(CommandSpec spec) {
        return sentence(spec.usageMessage().description());
    }

    /** The first sentence, without picocli's variables. */
    private static String sentence(String[] description) {
        String text = description.length == 0 ? "" : Ansi.OFF.string(description[0]);
        int variable = text.indexOf("${");
        String plain = variable < 0 ? text : text.substring(0, variable);
        int end = plain.indexOf(". ");
        return (end < 0 ? plain : plain.substring(0, end + 1)).strip();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
