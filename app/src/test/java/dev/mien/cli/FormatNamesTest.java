package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.answer.AnswerFormats;
import dev.mien.answer.StandardFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class FormatNamesTest {
    @Test
    void namesInEitherCaseAreKnown() {
        assertThat(new FormatNames().convert("JSONL")).isEqualTo(StandardFormat.JSONL);
        assertThat(new FormatNames()).containsExactlyElementsOf(AnswerFormats.names());
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> new FormatNames().convert("xml"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("no format of answers is named 'xml'; there are text, json, jsonl, csv");
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err));
        assertThat(line.execute("recognize", "a.jpg", "--format", "xml")).isEqualTo(Main.MISTAKE);
        assertThat(err.toString()).startsWith("mien: Invalid value for option '--format': no format of answers is");
    }

    @Test
    void theHelpListsThem() {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.execute("recognize", "--help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(String.join(", ", AnswerFormats.names())
                        + "; by default the ending of --out decides, otherwise text.");
    }
}
