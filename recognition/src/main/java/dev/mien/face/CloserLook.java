package dev.mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks again at everything that a glance at the whole picture takes for a face, in a window of its own that is turned
 * so that the eyes are level. What is no face has a low score there. Box and eyes are better there. Upright faces get
 * the same look as turned ones, so that both are cut out alike.
 *
 * <p>The network finds a turned face before it finds the eyes, and takes one upside down for one that stands upright.
 * It is surest of a face that stands upright. So where the first window leaves a doubt, all four quarters are tried,
 * and the surest answer counts.
 */
final class CloserLook {
    /** A glance with a lower score may be wrong: in 14 photos at 28 sizes each, false faces had at most 0.52. */
    private static final double SURE = 0.6;

    /** A closer look with this score has the right turn: a face upside down or on its side has less. */
    private static final double UPRIGHT = 0.8;

    /** The box of a face with fewer pixels across is off by a tenth of its width. */
    private static final double CLEAR = 16;

    /** The network misplaces eyes that lean more. */
    private static final double LEVEL = Math.toRadians(20);

    /** Windows that differ less in their turn show the same. */
    private static final double SAME_TURN = Math.toRadians(15);

    /** Two looks agree if the face's places differ by less than this, in sizes of the face. */
    private static final double SAME_PLACE = 0.05;

    /** The same for the logarithms of the sizes. */
    private static final double SAME_SIZE = 0.07;

    /** The same for the angles of the eyes, in radians. */
    private static final double SAME_ANGLE = Math.toRadians(5);

    private static final int QUARTERS = 4;

    private final double threshold;
    private final Function<List<CloserView>, List<Optional<Sighting>>> look;

    /**
     * @param threshold the least score of a face
     * @param look answers the face in the middle of each window
     */
    CloserLook(double threshold, Function<List<CloserView>, List<Optional<Sighting>>> look) {
        this.threshold = threshold;
        this.look = look;
    }

    /** A face and the window that may show it. */
    private record Doubt(Sighting glance, boolean isEmpty) {
        /**
         * One window for each quarter. If the first window was empty, the quarter nearest to it is left out, and small
         * windows are enough: few of them show a face, and it is looked at once more.
         */
        List<CloserView> quarters() {
            return IntStream.range(0, QUARTERS)
                    .mapToDouble(quarter -> quarter * Math.PI / 2)
                    .filter(turn -> !isEmpty || glance.leans(turn) > SAME_TURN)
                    .mapToObj(turn -> new CloserView(glance, turn, isEmpty ? CloserView.NARROW : CloserView.WIDE))
                    .toList();
        }
    }

    /** The faces among what was seen. */
    List<Sighting> faces(List<Sighting> glanced) {
        List<Sighting> clear = glanced.stream().filter(CloserLook::isClear).toList();
        List<Sighting> open = glanced.stream().filter(one -> !isClear(one)).toList();
        List<Sighting> faces = new ArrayList<>();
        List<Sighting> moved = new ArrayList<>();
        List<Doubt> doubts = new ArrayList<>();
        List<Optional<Sighting>> first = levelled(clear, CloserView.NARROW);
        for (int i = 0; i < clear.size(); i++) {
            Sighting glance = clear.get(i);
            Sighting answer = upright(first.get(i), threshold)
                    .map(one -> one.withScore(Math.max(one.score(), glance.score())))
                    .orElse(glance);
            (agree(answer, glance) ? faces : moved).add(answer);
        }
        first = levelled(open, CloserView.WIDE);
        for (int i = 0; i < open.size(); i++) {
            Sighting glance = open.get(i);
            Doubt doubt = new Doubt(glance, first.get(i).isEmpty());
            upright(first.get(i), UPRIGHT)
                    .ifPresentOrElse(
                            answer -> (agree(answer, glance) ? faces : moved).add(answer), () -> doubts.add(doubt));
        }
        moved.addAll(surest(doubts.stream().filter(Doubt::isEmpty).toList()));
        moved.addAll(surest(doubts.stream().filter(one -> !one.isEmpty()).toList()));
        faces.addAll(again(moved));
        return faces;
    }

    private static Optional<Sighting> upright(Optional<Sighting> seen, double least) {
        return seen.filter(one -> one.score() >= least && one.isLevel(LEVEL));
    }

    /** Whether two looks at a face differ so little that one more would show the same. */
    private static boolean agree(Sighting one, Sighting other) {
        double apart = Math.hypot(
                one.centre().x() - other.centre().x(),
                one.centre().y() - other.centre().y());
        return apart < SAME_PLACE * other.size()
                && Math.abs(Math.log(one.size() / other.size())) < SAME_SIZE
                && one.leans(other.angle()) < SAME_ANGLE;
    }

    private static boolean isClear(Sighting one) {
        return one.score() >= SURE && one.seen() >= CLEAR && one.isLevel(LEVEL);
    }

    /** What windows show in which the eyes are level as far as it is known. */
    private List<Optional<Sighting>> levelled(List<Sighting> some, int side) {
        return seen(
                some.stream().map(one -> new CloserView(one, one.angle(), side)).toList());
    }

    /** The surest of the quarters of each doubt. */
    private List<Sighting> surest(List<Doubt> doubts) {
        Iterator<Optional<Sighting>> quarters = seen(doubts.stream()
                        .flatMap(one -> one.quarters().stream())
                        .toList())
                .iterator();
        return doubts.stream()
                .map(one -> surest(one.quarters().stream().map(view -> quarters.next())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The faces among those whose window was not quite where they are, after one more look. */
    private List<Sighting> again(List<Sighting> moved) {
        List<Optional<Sighting>> last = levelled(moved, CloserView.WIDE);
        return IntStream.range(0, moved.size())
                .mapToObj(i -> better(last.get(i), moved.get(i)))
                .flatMap(Optional::stream)
                .filter(one -> one.score() >= threshold)
                .toList();
    }

    /** The last look, if it shows the face upright, and else the surer one of two. */
    private static Optional<Sighting> better(Optional<Sighting> last, Sighting before) {
        Optional<Sighting> level = last.filter(one -> one.isLevel(LEVEL));
        return level.filter(one -> one.score() >= UPRIGHT)
                .or(() -> surest(Stream.of(level, Optional.of(before).filter(one -> one.isLevel(LEVEL)))));
    }

    private static Optional<Sighting> surest(Stream<Optional<Sighting>> answers) {
        return answers.flatMap(Optional::stream).max(Comparator.comparingDouble(Sighting::score));
    }

    private List<Optional<Sighting>> seen(List<CloserView> views) {
        return views.isEmpty() ? List.of() : look.apply(views);
    }
}
