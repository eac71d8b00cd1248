package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegendTest {
    @Test
    void legendEntriesStandOnOneLineInsideThePictureWithoutTouching() {
        Legend legend = new Legend()
                .add(Legend.Mark.LINE, Theme.TRAINING, "training accuracy")
                .add(Legend.Mark.LINE, Theme.VALIDATION, "validation accuracy")
                .add(Legend.Mark.DOT, Theme.VALIDATION, "best epoch 200: 0.6154");
        List<Rectangle2D> places = legend.line(Legend.metrics(), 900, 20);
        assertThat(places).allMatch(place -> new Rectangle2D.Double(0, 0, 900, 44).contains(place));
        assertThat(places).allMatch(place -> place.getCenterY() == 20);
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i).getMinX()).isGreaterThan(places.get(i - 1).getMaxX() + 10);
        }
    }
}
