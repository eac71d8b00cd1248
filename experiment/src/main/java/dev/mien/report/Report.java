package dev.mien.report;

import dev.mien.drawing.EncodedPicture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The content of a report.
 *
 * @param title of the page
 * @param subtitle one line below the title
 * @param figures the most important numbers
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

    /**
     * Lines in a fixed-width font.
     *
     * @param wrapped whether long lines go on in the next line, as of a command; a table's lines do not
     */
    public record Code(String text, boolean wrapped) implements Block {
        /** Lines that keep their form, such as a table's. */
        public Code(String text) {
            this(text, false);
        }
    }

    /** A table. Every row has a cell for each name in the header. Columns with only numbers are aligned right. */
    public record Table(List<String> header, List<List<String>> rows) implements Block {
        private static final Pattern NUMBER = Pattern.compile("–|[-+]?[\\d.,]+(E-?\\d+)?( ?%)?");

        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException(
                            "a row of a table has " + row.size() + " cells, its header " + header.size());
                }
            }
        }

        boolean isNumeric(int column) {
            return !rows.isEmpty()
                    && rows.stream()
                            .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
    }

    /**
     * A picture.
     *
     * @param description caption below the picture
     */
    public record Picture(EncodedPicture picture, String description) implements Block {
        public Picture(BufferedImage image, String description) {
            this(EncodedPicture.of(image), description);
        }
    }

    /** Small pictures side by side, grouped in cards. */
    public record Gallery(List<Card> cards) implements Block {
        public Gallery {
            cards = List.copyOf(cards);
        }
    }

    /**
     * Pictures that belong together.
     *
     * @param caption what the pictures have in common; may be empty
     */
    public record Card(String caption, List<Thumbnail> thumbnails) {
        public Card {
            thumbnails = List.copyOf(thumbnails);
        }
    }

    /**
     * A small picture, shown enlarged.
     *
     * @param name a line below it
     * @param note a quieter line below that; may be empty
     */
    public record Thumbnail(BufferedImage image, String name, String note) {}
}
