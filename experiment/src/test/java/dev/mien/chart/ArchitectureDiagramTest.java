package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Theme;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ArchitectureDiagramTest {
    @ParameterizedTest
    @ValueSource(strings = {"article", "small", "mien", "mien-light"})
    void noWordsTouchOthersOrLeaveThePicture(String name) {
        ArchitectureLayout layout = new ArchitectureLayout(Architectures.named(name));
        List<Rectangle2D> places =
                layout.labels().stream().map(ArchitectureDiagramTest::bounds).toList();
        Rectangle page = new Rectangle(layout.width(), layout.height());
        for (int i = 0; i < places.size(); i++) {
            assertThat(page.contains(places.get(i))).isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(places.get(i).intersects(places.get(j)))
                        .as("%s and %s", layout.labels().get(i), layout.labels().get(j))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "small", "mien", "mien-light"})
    void aLayersWordsStayInItsBox(String name) {
        ArchitectureLayout layout = new ArchitectureLayout(Architectures.named(name));
        List<Rectangle> boxes = layout.boxes().stream()
                .map(box ->
                        new Rectangle(box.x(), box.y(), ArchitectureLayout.BOX_WIDTH, ArchitectureLayout.BOX_HEIGHT))
                .toList();
        layout.labels().stream()
                .skip(2)
                .forEach(label -> assertThat(boxes).anyMatch(box -> box.contains(bounds(label))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "small", "mien", "mien-light"})
    void theSvgIsWellFormedAndNamesEveryLayer(String name)
            throws ParserConfigurationException, SAXException, IOException {
        ModelArchitecture architecture = Architectures.named(name);
        Document svg = parse(ArchitectureDiagram.svg(architecture));
        assertThat(svg.getDocumentElement().getNodeName()).isEqualTo("svg");
        int boxes = architecture.nodes().size() + 1;
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(boxes + 1);
        assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(boxes - 1);
        String text = svg.getDocumentElement().getTextContent();
        architecture
                .nodes()
                .forEach(node ->
                        assertThat(text).contains(node.name(), node.output().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "small", "mien", "mien-light"})
    void pictureAndSvgHaveTheSameProportions(String name) {
        ArchitectureLayout layout = new ArchitectureLayout(Architectures.named(name));
        BufferedImage image = ArchitectureDiagram.image(Architectures.named(name));
        assertThat(image.getWidth()).isEqualTo(Theme.SCALE * layout.width());
        assertThat(image.getHeight()).isEqualTo(Theme.SCALE * layout.height());
        assertThat(ArchitectureDiagram.svg(Architectures.named(name)))
                .contains("viewBox=\"0 0 " + layout.width() + " " + layout.height() + "\"");
    }

    private static Rectangle2D bounds(ArchitectureLayout.Label label) {
        BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Theme.canvas(scratch);
        Rectangle2D bounds = label.font().getStringBounds(label.text(), graphics.getFontRenderContext());
        graphics.dispose();
        double x = label.rightAligned() ? label.x() - bounds.getWidth() : label.x();
        return new Rectangle2D.Double(x, label.y() + bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Document parse(String text) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
