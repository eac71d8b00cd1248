package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void paragraphsAreWrappedAndTablesAreNot() {
        Markdown page = new Markdown("A page");
        page.text("one two");
        page.text("word ".repeat(50).strip());
        page.table(List.of("a", "b"), List.of(List.of("1|2", "x".repeat(130))));
        page.code("./mien train\n");
        assertThat(page.toString())
                .isEqualTo("# A page\n\none two\n\n" + "word ".repeat(23) + "word\n" + "word ".repeat(23) + "word\n"
                        + "word word\n\n| a | b |\n| --- | --- |\n| 1\\|2 | " + "x".repeat(130)
                        + " |\n\n```\n./mien train\n```\n");
    }

    @Test
    void aWordThatIsTooLongStandsAlone() {
        Markdown page = new Markdown("A page");
        page.text("see " + "x".repeat(130) + " there");
        assertThat(page.toString()).isEqualTo("# A page\n\nsee\n" + "x".repeat(130) + "\nthere\n");
    }
}
