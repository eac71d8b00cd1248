package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.geom.Dimension2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {
    private static final Rectangle2D PICTURE = new Rectangle2D.Double(0, 0, 640, 480);
    private static final double GAP = 6;

    private static List<Optional<LabelPlacement.Place>> place(List<Rectangle2D> faces, Dimension... sizes) {
        return new LabelPlacement(PICTURE, faces, GAP)
                .place(Collections.nCopies(faces.size(), List.<Dimension2D>of(sizes)));
    }

    private static Rectangle2D rectangle(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    @Test
    void aLabelStandsAboveItsFaceWhereThereIsRoom() {
        LabelPlacement.Place place = place(List.of(rectangle(200, 200, 80, 80)), new Dimension(100, 20))
                .get(0)
                .orElseThrow();
        assertThat(place.rectangle()).isEqualTo(rectangle(200, 200 - GAP - 20, 100, 20));
        assertThat(place.leader()).isEmpty();
    }

    @Test
    void atTheUpperBorderItStandsBelowAndAtTheSideItMovesIn() {
        LabelPlacement.Place place = place(List.of(rectangle(600, 0, 40, 40)), new Dimension(100, 20))
                .get(0)
                .orElseThrow();
        assertThat(place.rectangle()).isEqualTo(rectangle(640 - GAP / 2 - 100, 40 + GAP, 100, 20));
    }

    /** Beginning at the face's left side it would end above the neighbour, and nobody could say whose it is. */
    @Test
    void itKeepsAwayFromAnotherFace() {
        Rectangle2D own = rectangle(200, 200, 80, 80);
        LabelPlacement.Place place = place(List.of(own, rectangle(290, 200, 80, 80)), new Dimension(120, 20))
                .get(0)
                .orElseThrow();
        assertThat(place.rectangle()).isEqualTo(rectangle(280 - 120, 200 - GAP - 20, 120, 20));
    }

    /** Two faces one above the other, so near that each free place beside the lower one touches the upper one too. */
    @Test
    void aLineTellsWhoseALabelIsWhereAnotherFaceIsAsNear() {
        Rectangle2D own = rectangle(200, 200, 80, 80);
        List<Rectangle2D> faces = List.of(
                own,
                rectangle(90, 140, 100, 200),
                rectangle(290, 140, 100, 200),
                rectangle(150, 80, 180, 86),
                rectangle(150, 314, 180, 86));
        LabelPlacement.Place place = place(faces, new Dimension(70, 22)).get(0).orElseThrow();
        Line2D leader = place.leader().orElseThrow();
        assertThat(place.reach()).isZero();
        assertThat(leader.ptLineDist(leader.getX2(), leader.getY2())).isZero();
        assertThat(own.outcode(leader.getX2(), leader.getY2() - 1) == 0
                        || own.intersects(leader.getX2() - 1, leader.getY2() - 1, 2, 2))
                .isTrue();
    }

    @Test
    void aShorterFormBesideTheFaceIsBetterThanALongerFarAway() {
        Rectangle2D wall = rectangle(0, 0, 560, 480);
        LabelPlacement.Place place = place(List.of(wall), new Dimension(200, 20), new Dimension(60, 20))
                .get(0)
                .orElseThrow();
        assertThat(place.form()).isEqualTo(1);
        assertThat(place.rectangle().getX()).isEqualTo(560 + GAP);
    }

    @Test
    void farAwayALineLeadsToTheFace() {
        Rectangle2D hidden = rectangle(20, 220, 40, 40);
        List<Rectangle2D> faces = List.of(
                hidden,
                rectangle(0, 80, 640, 138),
                rectangle(0, 262, 640, 218),
                rectangle(62, 219, 578, 42),
                rectangle(0, 219, 18, 42));
        LabelPlacement.Place place = place(faces, new Dimension(90, 20)).get(0).orElseThrow();
        Line2D leader = place.leader().orElseThrow();
        assertThat(place.rectangle().getMaxY()).isLessThanOrEqualTo(80);
        assertThat(leader.getY1()).isEqualTo(place.rectangle().getMaxY());
        assertThat(leader.getY2()).isEqualTo(hidden.getMinY());
    }

    /**
     * The face in the middle has no room beside it; while all walk to the right, its label waits where it is, but not
     * for ever.
     */
    @Test
    void aLabelAwayFromItsFaceFollowsWhenTheFaceHasGoneTooFar() {
        List<Dimension2D> sizes = List.of(new Dimension(50, 14));
        Optional<LabelHabit> habit = Optional.empty();
        int stays = 0;
        double before = -1;
        for (int frame = 0; frame < 100; frame++) {
            double x = 20 + 4 * frame;
            List<Rectangle2D> faces = List.of(
                    rectangle(x + 60, 200, 60, 60),
                    rectangle(x, 130, 56, 200),
                    rectangle(x + 124, 130, 56, 200),
                    rectangle(x + 58, 130, 64, 66),
                    rectangle(x + 58, 264, 64, 66));
            LabelPlacement.KeptPlace kept = new LabelPlacement(PICTURE, faces, GAP)
                    .keep(List.of(new LabelPlacement.Wish(sizes, 0, habit)))
                    .get(0);
            LabelPlacement.Place place = kept.place().orElseThrow();
            double fresh = length(new LabelPlacement(PICTURE, faces, GAP)
                    .place(List.of(sizes))
                    .get(0)
                    .orElseThrow());
            assertThat(length(place)).as("frame " + frame).isLessThan(1.5 * fresh + 14);
            stays += place.rectangle().getX() == before ? 1 : 0;
            before = place.rectangle().getX();
            habit = Optional.of(new LabelHabit(kept.place(), FaceLabel.Form.DETAILED, 12, kept.waited()));
        }
        assertThat(stays).as("frames in which it stays where it was").isGreaterThan(50);
    }

    private static double length(LabelPlacement.Place place) {
        Line2D leader = place.leader().orElseThrow();
        return leader.getP1().distance(leader.getP2());
    }

    @Test
    void whereAFaceFillsThePictureThereIsNoPlace() {
        assertThat(place(List.of(PICTURE), new Dimension(90, 20))).containsExactly(Optional.empty());
        assertThat(place(List.of(rectangle(9, 9, 20, 20)), new Dimension(900, 20)))
                .containsExactly(Optional.empty());
    }
}
