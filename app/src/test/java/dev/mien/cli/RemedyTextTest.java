package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class RemedyTextTest {
    /** One remedy of each kind. */
    private static final List<Remedy> REMEDIES = List.of(
            Remedy.to(Remedy.Action.RESUME, Path.of("runs/a")),
            Remedy.set(Remedy.Setting.PRECISION, "fp32"),
            Remedy.without(Remedy.Setting.TEACHER),
            Remedy.lower(Remedy.Setting.LEARNING_RATE),
            Remedy.turnOn(Remedy.Setting.RECURSION),
            Remedy.restore(Path.of("runs/a/config.json")),
            Remedy.add("linux-arm64", "org.bytedeco:openblas", "org.bytedeco:pytorch"),
            Remedy.to(Remedy.Action.TRAIN).and(Remedy.to(Remedy.Action.EXPORT)),
            Remedy.to(Remedy.Action.TRAIN).or(Remedy.change(Remedy.Setting.OUTPUT)));

    @Test
    void everyKindHasWords() {
        assertThat(REMEDIES.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Remedy.class.getPermittedSubclasses());
        assertThat(REMEDIES.stream().map(RemedyText::words))
                .containsExactly(
                        "run './mien train --resume runs/a'",
                        "use --precision fp32",
                        "leave out --teacher",
                        "use a lower --learning-rate",
                        "use --recursive",
                        "put an undamaged copy of runs/a/config.json in its place",
                        "use a build of Mien for linux-arm64",
                        "run './mien train' and run './mien export --model RUN'",
                        "run './mien train', or choose another value for --out");
    }

    @Test
    void aFailureIsToldInTheProgramsTermsAndInThoseOfTheLibrary() {
        InvalidInputException failure = new InvalidInputException(
                "the weights need more than 16 bits", Remedy.set(Remedy.Setting.PRECISION, "fp32"));
        assertThat(RemedyText.of(failure)).isEqualTo("the weights need more than 16 bits. Use --precision fp32");
        assertThat(failure).hasMessage("the weights need more than 16 bits. Set the precision to fp32");
    }

    @Test
    void theRemediesInTheLibrarysWords() {
        assertThat(REMEDIES.stream().map(Remedy::words))
                .containsExactly(
                        "resume the run: runs/a",
                        "set the precision to fp32",
                        "leave out the teacher",
                        "lower the learning rate",
                        "turn on recursion",
                        "put an undamaged copy of runs/a/config.json in its place",
                        "add org.bytedeco:openblas and org.bytedeco:pytorch with the classifier linux-arm64 to the"
                                + " class path",
                        "train a model and export the model with this version of Mien",
                        "train a model, or choose another output");
    }

    @Test
    void aFailureThatWrapsAnotherKeepsItsRemedy() {
        MienException inner = new InvalidInputException("it failed", Remedy.without(Remedy.Setting.TEACHER));
        assertThat(new MienException(inner.problem() + ", and so did this", inner))
                .hasMessage("it failed, and so did this. Leave out the teacher");
        assertThat(new MienException("it failed", new IllegalStateException("a reason")))
                .hasMessage("it failed");
    }

    @ParameterizedTest
    @EnumSource
    void everyActionIsACommandOfThisProgram(Remedy.Action action) {
        assertThat(RemedyText.words(Remedy.to(action))).matches("run '(\\./mien|export MIEN_JAVA_OPTIONS=).*'");
    }

    @ParameterizedTest
    @EnumSource
    void theOptionOfEverySettingExists(Remedy.Setting setting) {
        Set<String> options = new TreeSet<>();
        collect(Main.commandLine(), options);
        assertThat(options).contains(RemedyText.option(setting));
    }

    private static void collect(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(sub -> collect(sub, options));
    }
}
