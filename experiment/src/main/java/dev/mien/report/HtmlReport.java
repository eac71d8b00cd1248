package dev.mien.report;

import dev.mien.drawing.EncodedPicture;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes a report as one HTML file with its style and pictures inside, which opens offline. */
public final class HtmlReport {
    private static final String STYLE = "report.css";

    /** Tables with more columns are set closer. */
    private static final int MANY_COLUMNS = 8;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /** Writes the file whole or not at all. */
    public static void write(Report report, Path file) {
        AtomicFile.writeWithFolder(file, render(report));
    }

    /** The text of the file. */
    public static String render(Report report) {
        HtmlReport page = new HtmlReport();
        page.head(report);
        page.contents(report.sections());
        for (int i = 0; i < report.sections().size(); i++) {
            page.section(i, report.sections().get(i));
        }
        page.html.append("</main>\n</body>\n</html>\n");
        return page.html.toString();
    }

    private void head(Report report) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>")
                .append(escape(report.title()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<header>\n");
        element("h1", report.title());
        element("p", report.subtitle());
        html.append("</header>\n<dl class=\"figures\">\n");
        for (Report.Figure figure : report.figures()) {
            html.append("<div>");
            element("dt", figure.name());
            element("dd", figure.value());
            if (!figure.note().isEmpty()) {
                html.append("<dd class=\"note\">")
                        .append(escape(unbroken(figure.note())))
                        .append("</dd>\n");
            }
            html.append("</div>\n");
        }
        html.append("</dl>\n");
    }

    private void contents(List<Report.Section> sections) {
        if (sections.size() < 2) {
            return;
        }
        html.append("<nav>");
        for (int i = 0; i < sections.size(); i++) {
            html.append("<a href=\"#section-").append(i + 1).append("\">");
            html.append(escape(sections.get(i).heading())).append("</a>\n");
        }
        html.append("</nav>\n");
    }

    private void section(int number, Report.Section section) {
        html.append("<section id=\"section-").append(number + 1).append("\">\n");
        element("h2", section.heading());
        section.blocks().forEach(this::block);
        html.append("</section>\n");
    }

    private void block(Report.Block block) {
        if (block instanceof Report.Text text) {
            element("p", unbroken(text.text()));
        } else if (block instanceof Report.Code code) {
            html.append(code.wrapped() ? "<pre class=\"wrapped\">" : "<pre>")
                    .append(escape(code.text()))
                    .append("</pre>\n");
        } else if (block instanceof Report.Table table) {
            table(table);
        } else if (block instanceof Report.Picture picture) {
            html.append("<figure>");
            image(picture.picture(), picture.description());
            html.append("<figcaption>").append(escape(picture.description())).append("</figcaption></figure>\n");
        } else if (block instanceof Report.Gallery gallery) {
            html.append("<div class=\"gallery\">\n");
            gallery.cards().forEach(this::card);
            html.append("</div>\n");
        } else {
            throw new IllegalStateException("no HTML is written for " + block);
        }
    }

    private void image(EncodedPicture picture, String description) {
        html.append("<img alt=\"")
                .append(escape(description))
                .append("\" src=\"data:image/png;base64,")
                .append(picture.base64())
                .append("\"/>");
    }

    private void card(Report.Card card) {
        html.append("<div class=\"card\">\n<div class=\"faces\">\n");
        for (Report.Thumbnail thumbnail : card.thumbnails()) {
            html.append("<div class=\"face\">");
            image(EncodedPicture.of(thumbnail.image()), thumbnail.name());
            html.append("<b>").append(escape(thumbnail.name())).append("</b>");
            html.append("<span>").append(escape(thumbnail.note())).append("</span></div>\n");
        }
        html.append("</div>\n");
        if (!card.caption().isEmpty()) {
            element("p", card.caption());
        }
        html.append("</div>\n");
    }

    private void table(Report.Table table) {
        html.append("<div class=\"scroll\"><table")
                .append(table.header().size() > MANY_COLUMNS ? " class=\"wide\"" : "")
                .append(">\n<thead>");
        row("th", table, table.header());
        html.append("</thead>\n<tbody>\n");
        table.rows().forEach(cells -> row("td", table, cells));
        html.append("</tbody>\n</table></div>\n");
    }

    private void row(String tag, Report.Table table, List<String> cells) {
        html.append("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            html.append('<').append(tag).append(table.isNumeric(column) ? " class=\"number\">" : ">");
            html.append(escape(cells.get(column))).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }

    private void element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(tag)
                .append(">\n");
    }

    /** A text in which no line ends between a number and its per cent. */
    private static String unbroken(String text) {
        return text.replaceAll("(\\d) %", "$1\u00a0%");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + STYLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
