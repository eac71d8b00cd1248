package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.answer.AnswerFormat;
import dev.mien.answer.StandardFormat;
import dev.mien.batch.PictureSource;
import dev.mien.video.VideoSummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run tells beside its answers. */
class RecognizeReportTest {
    private static final String PROBLEM = "1 damaged part, the first at 0.36 s";

    private static String told(AnswerFormat format, boolean shown, Terminal terminal) {
        StringWriter messages = new StringWriter();
        RecognizeOutput output = new RecognizeOutput(
                new PrintWriter(new StringWriter()),
                new PrintWriter(messages),
                format,
                Optional.empty(),
                terminal,
                shown);
        Medium film =
                new Medium(new PictureSource.File(Path.of("hole.mkv"), Path.of("")), Optional.of(Path.of("hole.mkv")));
        RecognizeReport report = new RecognizeReport(output, true);
        report.add(film, new VideoSummary(27, 1.2, 5, List.of(), Optional.of(PROBLEM)));
        AnswerOutput answers = AnswerOutput.to(new StringWriter(), format, new AnswerFormat.Layout(true, shown, true));
        answers.count(Optional.of(PROBLEM));
        assertThat(report.explain(List.of(film), answers)).isEqualTo(Main.PARTLY);
        return messages.toString();
    }

    private static Terminal screen() {
        return Terminal.with(new PrintStream(new ByteArrayOutputStream()), () -> 80, false);
    }

    @Test
    void aProblemIsToldOnceOnATerminal() {
        assertThat(told(StandardFormat.TEXT, true, screen())).isEmpty();
    }

    @Test
    void elsewhereTheMessagesHaveTheProblem() {
        String line = "mien: " + PROBLEM;
        assertThat(told(StandardFormat.TEXT, true, Terminal.NONE).lines()).containsExactly(line);
        assertThat(told(StandardFormat.TEXT, false, screen()).lines()).containsExactly(line);
        assertThat(told(StandardFormat.JSON, true, screen())).contains("hole.mkv: 27 frames", line);
    }
}
