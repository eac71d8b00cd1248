package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.AnswerFormats;
import dev.mien.answer.StandardFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The form of the answers: the one that the user names, else that of the output's ending, else text.
 *
 * @param named by {@code --format}
 * @param json whether {@code --json} is given
 * @param out the file or folder of the answers
 */
record ChosenFormat(Optional<AnswerFormat> named, boolean json, Optional<String> out) {
    /** @throws InvalidInputException if the options contradict each other */
    AnswerFormat get() {
        Optional<AnswerFormat> wanted = json ? Optional.of(StandardFormat.JSON) : named;
        if (json && named.filter(format -> format != StandardFormat.JSON).isPresent()) {
            throw new InvalidInputException(
                    "--json and --format " + label(named) + " contradict each other: leave one out");
        }
        Optional<AnswerFormat> ofEnding = out.filter(target -> !AnswerOutput.isFolder(target))
                .flatMap(target -> of(MediaTargets.ending(Path.of(target))));
        if (wanted.isPresent() && ofEnding.isPresent() && !sameEnding(wanted.get(), ofEnding.get())) {
            throw new InvalidInputException("--format " + label(wanted) + " and --out " + out.orElseThrow()
                    + " contradict each other: end the file's name in ."
                    + wanted.get().ending() + ", or leave out"
                    + (json ? " --json" : " --format"));
        }
        return wanted.or(() -> ofEnding).orElse(StandardFormat.TEXT);
    }

    private static boolean sameEnding(AnswerFormat one, AnswerFormat other) {
        return one.ending().equals(other.ending());
    }

    private static String label(Optional<AnswerFormat> format) {
        return format.map(AnswerFormat::label).orElse("");
    }

    private static Optional<AnswerFormat> of(String ending) {
        return AnswerFormats.names().stream()
                .map(AnswerFormats::named)
                .filter(format -> format.ending().equals(ending))
                .findFirst();
    }
}
