package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which windows are looked at, with a network that answers as the test says. */
class CloserLookTest {
    private final List<List<CloserView>> looks = new ArrayList<>();

    private static Sighting sighting(double x, double score, double seen) {
        return new Sighting(new Point(x, 50), 40, 40, 0, Keypoints.NONE, score, seen);
    }

    private List<Sighting> faces(List<Sighting> glanced, Optional<Sighting> answer) {
        CloserLook closer = new CloserLook(0.5, views -> {
            looks.add(views);
            return views.stream().map(view -> answer).toList();
        });
        return closer.faces(glanced);
    }

    private List<Integer> sides() {
        return looks.stream().map(views -> views.get(0).side()).toList();
    }

    /** An upright face has a box as a turned one. It keeps its score, which is lower in a narrow window. */
    @Test
    void aClearFaceHasTheBoxOfTheCloserLook() {
        Sighting better = sighting(51, 0.7, 37);
        assertThat(faces(List.of(sighting(50, 0.9, 30)), Optional.of(better))).containsExactly(better.withScore(0.9));
        assertThat(sides()).containsExactly(CloserView.NARROW);
    }

    @Test
    void aClearFaceStaysIfTheCloserLookDoesNotShowIt() {
        Sighting clear = sighting(50, 0.9, 30);
        assertThat(faces(List.of(clear), Optional.empty())).containsExactly(clear);
    }

    /** It stood far from the window's middle, so its box is worse than that of a window around it. */
    @Test
    void aFaceThatWasElsewhereIsLookedAtOnceMore() {
        Sighting moved = sighting(60, 0.9, 37);
        assertThat(faces(List.of(sighting(50, 0.9, 30)), Optional.of(moved))).containsExactly(moved);
        assertThat(sides()).containsExactly(CloserView.NARROW, CloserView.WIDE);
        assertThat(looks.get(1).get(0).face()).isEqualTo(moved);
    }

    /** The quarter that the first window has shown empty is not looked at again. */
    @Test
    void whatIsNoFaceCostsOneWideWindowAndThreeNarrowOnes() {
        assertThat(faces(List.of(sighting(50, 0.3, 12)), Optional.empty())).isEmpty();
        assertThat(sides()).containsExactly(CloserView.WIDE, CloserView.NARROW);
        assertThat(looks.get(1)).extracting(CloserView::turn).containsExactly(Math.PI / 2, Math.PI, 1.5 * Math.PI);
    }

    @Test
    void aDoubtfulFaceIsSeenInAllQuarters() {
        Sighting unsure = sighting(50, 0.6, 37);
        assertThat(faces(List.of(sighting(50, 0.3, 12)), Optional.of(unsure))).containsExactly(unsure);
        assertThat(sides()).containsExactly(CloserView.WIDE, CloserView.WIDE, CloserView.WIDE);
        assertThat(looks.get(1)).hasSize(4);
    }
}
