package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Remedy;
import dev.mien.experiment.RunSettings;
import dev.mien.experiment.RunWording;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrainCommandTextTest {
    private static final RunSettings SETTINGS = new RunSettings(
            List.of(
                    value(Remedy.Setting.DATA, "faces of 2013.csv"),
                    value(Remedy.Setting.TEACHER, "runs/a", "runs/it's"),
                    value(Remedy.Setting.SCHEDULE, "one_cycle"),
                    value(Remedy.Setting.LEARNING_RATE, "1.0E-4"),
                    value(Remedy.Setting.DETERMINISTIC)),
            List.of(new RunSettings.Continuation(3, 9)));

    private static RunSettings.Value value(Remedy.Setting setting, String... texts) {
        return new RunSettings.Value(setting, List.of(texts));
    }

    @Test
    void theProgramWordsThemAsACommand() {
        assertThat(TrainCommandText.of(SETTINGS))
                .isEqualTo("./mien train --data 'faces of 2013.csv' --teacher runs/a,'runs/it'\\''s' --schedule"
                        + " onecycle --learning-rate 1.0E-4 --deterministic\n"
                        + "# stopped after epoch 3, and then\n"
                        + "./mien train --resume RUN --epochs 9");
    }

    @Test
    void theLibraryListsThem() {
        assertThat(RunWording.LINES.of(SETTINGS))
                .isEqualTo("data: faces of 2013.csv\nteacher: runs/a, runs/it's\nschedule: one_cycle\n"
                        + "learning rate: 1.0E-4\ndeterministic\n"
                        + "stopped after epoch 3, then resumed with epochs: 9");
    }

    @Test
    void theCommandIsOneOfThisProgram() {
        CommandLine train = Main.commandLine().getSubcommands().get("train");
        for (RunSettings.Value value : SETTINGS.values()) {
            assertThat(train.getCommandSpec().findOption(RemedyText.option(value.setting())))
                    .as(value.setting().name())
                    .isNotNull();
        }
    }
}
