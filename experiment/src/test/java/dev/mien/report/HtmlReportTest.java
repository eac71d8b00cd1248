package dev.mien.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {
    private static final String HOSTILE = "<script>alert(\"1 & 2\")</script>";

    @Test
    void everyTextIsEscapedAndThePageIsWellFormed() throws ParserConfigurationException, SAXException, IOException {
        Document page = parse(HtmlReport.render(report(HOSTILE)));
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        for (String tag : List.of("title", "h1", "dt", "h2", "pre", "th", "td", "figcaption", "a")) {
            assertThat(page.getElementsByTagName(tag).item(0).getTextContent())
                    .as(tag)
                    .isEqualTo(HOSTILE);
        }
        assertThat(((Element) page.getElementsByTagName("img").item(0)).getAttribute("alt"))
                .isEqualTo(HOSTILE);
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        String html = HtmlReport.render(report("Run"));
        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
        assertThat(html).contains("<style>", "prefers-color-scheme: dark", "@media print", "width=device-width");
    }

    @Test
    void thePictureIsInThePage() throws ParserConfigurationException, SAXException, IOException {
        Element picture = (Element) parse(HtmlReport.render(report("Run")))
                .getElementsByTagName("img")
                .item(0);
        String prefix = "data:image/png;base64,";
        assertThat(picture.getAttribute("src")).startsWith(prefix);
        byte[] png = Base64.getDecoder().decode(picture.getAttribute("src").substring(prefix.length()));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(3);
    }

    /** A long command is broken instead of being cut, and a layer table keeps its lines. */
    @Test
    void onlyCommandsAreWrapped() {
        Report report = new Report(
                "Run",
                "",
                List.of(),
                List.of(new Report.Section(
                        "Code", List.of(new Report.Code("./mien train --data", true), new Report.Code("| layer |")))));
        assertThat(HtmlReport.render(report))
                .contains("<pre class=\"wrapped\">./mien train --data</pre>", "<pre>| layer |</pre>")
                .contains("pre.wrapped { white-space: pre-wrap; overflow-wrap: anywhere; }");
    }

    @Test
    void aTableOfManyColumnsIsSetCloser() {
        assertThat(HtmlReport.render(table(9))).contains("<table class=\"wide\">");
        assertThat(HtmlReport.render(table(8))).contains("<table>").doesNotContain("<table class");
    }

    private static Report table(int columns) {
        List<String> cells = Collections.nCopies(columns, "1");
        return new Report(
                "Run",
                "",
                List.of(),
                List.of(new Report.Section("Table", List.of(new Report.Table(cells, List.of(cells))))));
    }

    @Test
    void noLineEndsBetweenANumberAndItsPerCent() {
        Report report = new Report(
                "Run",
                "",
                List.of(new Report.Figure("1", "accuracy", "chance 14.3 %")),
                List.of(new Report.Section("Text", List.of(new Report.Text("right for 17.5 %.")))));
        assertThat(HtmlReport.render(report)).contains("chance 14.3\u00a0%", "right for 17.5\u00a0%.");
    }

    @Test
    void figuresAreShownWithNameAndNote() {
        assertThat(HtmlReport.render(report("Run")))
                .contains("<dt>Run</dt>", "<dd>62.66 %</dd>", "<dd class=\"note\">3,589 faces</dd>");
    }

    @Test
    void linksOfTheContentsLeadToTheSections() throws ParserConfigurationException, SAXException, IOException {
        Document page = parse(HtmlReport.render(report("Run")));
        NodeList links = page.getElementsByTagName("a");
        NodeList sections = page.getElementsByTagName("section");
        assertThat(links.getLength()).isEqualTo(sections.getLength()).isEqualTo(2);
        for (int i = 0; i < links.getLength(); i++) {
            assertThat(((Element) links.item(i)).getAttribute("href"))
                    .isEqualTo("#" + ((Element) sections.item(i)).getAttribute("id"));
        }
    }

    @Test
    void columnsOfNumbersStandFlushRight() {
        Report.Table table = new Report.Table(
                List.of("setting", "value", "share", "rate"),
                List.of(List.of("seed", "42", "62.66 %", "1.0E-4"), List.of("data", "0a9f", "–", "0.001")));
        assertThat(List.of(table.isNumeric(0), table.isNumeric(1), table.isNumeric(2), table.isNumeric(3)))
                .containsExactly(false, false, true, true);
    }

    @Test
    void aRowThatDoesNotFitItsHeaderIsRefused() {
        assertThatThrownBy(() -> new Report.Table(List.of("a", "b"), List.of(List.of("1"))))
                .hasMessage("a row of a table has 1 cells, its header 2");
    }

    @Test
    void everyKindOfBlockIsShown() {
        List<Report.Block> blocks = report("Run").sections().get(0).blocks();
        assertThat(blocks.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Report.Block.class.getPermittedSubclasses());
        for (Report.Block block : blocks) {
            Report alone = new Report("", "", List.of(), List.of(new Report.Section("", List.of(block))));
            assertThat(HtmlReport.render(alone)).as("%s", block).contains("Run");
        }
    }

    private static Report report(String text) {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        Report.Section section = new Report.Section(
                text,
                List.of(
                        new Report.Text(text),
                        new Report.Code(text),
                        new Report.Table(List.of(text), List.of(List.of(text))),
                        new Report.Picture(image, text),
                        new Report.Gallery(
                                List.of(new Report.Card(text, List.of(new Report.Thumbnail(image, text, text)))))));
        Report.Section second = new Report.Section("Second", List.of());
        return new Report(
                text, text, List.of(new Report.Figure("62.66 %", text, "3,589 faces")), List.of(section, second));
    }

    private static Document parse(String html) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}
