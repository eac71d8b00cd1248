package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.InvalidInputException;
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
                        "run './mien train', or choose another value for --out");
    }

    @Test
    void aFailureIsToldInTheProgramsTermsAndInThoseOfTheLibrary() {
        InvalidInputException failure = new InvalidInputException(
                "the weights need more than 16 bits", Remedy.set(Remedy.Setting.PRECISION, "fp32"));
        assertThat(RemedyText.of(failure)).isEqualTo("the weights need more than 16 bits. Use --precision fp32");
        assertThat(failure).hasMessage("the weights need more than 16 bits. Set the precision to fp32");
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
