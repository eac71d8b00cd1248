package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void whatSteersATerminalIsEscaped() {
        assertThat(PrintableText.of("a\u001b[31mred\u0007\n\r\tb")).isEqualTo("a\\u001b[31mred\\u0007\\n\\r\\tb");
        assertThat(PrintableText.of("x\u009b\u2028\u202egpj.exe\ud800"))
                .isEqualTo("x\\u009b\\u2028\\u202egpj.exe\\ud800");
    }

    @Test
    void lettersOfAllScriptsStay() {
        String text = "Отпуск у моря, 𠀀, نص‌ها, 👩‍🚀 C:\\new\\xff";
        assertThat(PrintableText.of(text)).isSameAs(text);
    }

    @Test
    void aFailureRepeatsNothingThatSteers() {
        MienException failure = new MienException("no chunk \u001b[2J", Remedy.set(Remedy.Setting.MODEL, "a\nb"));
        assertThat(failure.problem()).isEqualTo("no chunk \\u001b[2J");
        assertThat(failure).hasMessage("no chunk \\u001b[2J. Set the model to a\\nb");
    }
}
