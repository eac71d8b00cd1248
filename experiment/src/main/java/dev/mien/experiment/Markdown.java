package dev.mien.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** A page of Markdown for GitHub. */
final class Markdown {
    /** The longest line of a paragraph. */
    private static final int WIDTH = 120;

    private final StringBuilder page = new StringBuilder();

    Markdown(String title) {
        page.append("# ").append(title).append('\n');
    }

    void heading(String words) {
        page.append("\n## ").append(words).append('\n');
    }

    void text(String paragraph) {
        page.append('\n');
        int column = 0;
        for (String word : paragraph.split(" ", -1)) {
            boolean fits = column > 0 && column + 1 + word.length() <= WIDTH;
            page.append(fits ? " " : column > 0 ? "\n" : "").append(word);
            column = word.length() + (fits ? column + 1 : 0);
        }
        page.append('\n');
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
