package dev.mien.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** A page of Markdown as GitHub reads it. */
final class Markdown {
    private final StringBuilder page = new StringBuilder();

    Markdown(String title) {
        page.append("# ").append(title).append('\n');
    }

    void heading(String words) {
        page.append("\n## ").append(words).append('\n');
    }

    void text(String paragraph) {
        page.append('\n').append(paragraph).append('\n');
    }

    void code(String text) {
        page.append("\n```\n").append(text.strip()).append("\n```\n");
    }

    /** @param rows each as long as {@code head} */
    void table(List<String> head, List<List<String>> rows) {
        page.append('\n')
                .append(line(head))
                .append(line(head.stream().map(cell -> "---").toList()));
        rows.forEach(row -> page.append(line(row)));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
