package dev.mien.cli;

import dev.mien.Remedy;
import dev.mien.experiment.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The command that repeats a run. A run that was stopped and went on to another end takes several. */
final class TrainCommandText {
    private TrainCommandText() {}

    static String of(RunSettings settings) {
        List<String> words = new ArrayList<>(List.of("./mien", "train"));
        for (RunSettings.Value value : settings.values()) {
            words.add(RemedyText.option(value.setting()));
            if (!value.texts().isEmpty()) {
                words.add(value.texts().stream()
                        .map(text -> quoted(argument(value.setting(), text)))
                        .collect(Collectors.joining(",")));
            }
        }
        StringBuilder text = new StringBuilder(String.join(" ", words));
        for (RunSettings.Continuation next : settings.continuations()) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n# stopped after epoch %d, and then\n./mien train --resume RUN --epochs %d",
                    next.stopped(),
                    next.epochs()));
        }
        return text.toString();
    }

    /** A schedule is written without its underscore. */
    private static String argument(Remedy.Setting setting, String text) {
        return setting == Remedy.Setting.SCHEDULE ? text.replace("_", "") : text;
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.,:/=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
