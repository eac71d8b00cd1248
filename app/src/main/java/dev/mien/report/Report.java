package dev.mien.report;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What a report shows, in its order.
 *
 * @param title of the page
 * @param subtitle one line below it
 * @param figures the numbers that matter most
 * @param sections the rest
 */
public record Report(String title, String subtitle, List<Figure> figures, List<Section> sections) {
    public Report {
        figures = List.copyOf(figures);
        sections = List.copyOf(sections);
    }

    /**
     * A number with its name.
     *
     * @param note a line below it; may be empty
     */
    public record Figure(String value, String name, String note) {}

    /** A headed part of the page. */
    public record Section(String heading, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** A piece of a section. */
    public sealed interface Block {}

    /** A paragraph. */
    public record Text(String text) implements Block {}

    /** Lines in a fixed-width face: a command, a report. */
    public record Code(String text) implements Block {}

    /** A table; the first column holds words, the others numbers. */
    public record Table(List<String> header, List<List<String>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A picture.
     *
     * @param description what it shows, in words
     */
    public record Picture(BufferedImage image, String description) implements Block {}
}
