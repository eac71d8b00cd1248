package dev.mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Decides what a glance at the whole picture leaves open. A face that the network is not sure of, that is small in what it saw, or that leans, is looked
 * at again in a window of its own, turned so that its eyes are level. A face that is none is not seen again there. Of a turned face the network sees the place before it sees the eyes; so where
 * it sees nothing as the eyes say, all four quarters are tried.
 */
final class CloserLook {
    /** Below this score a glance may be wrong: in 14 photos of 28 sizes each, what was no face had at most 0.52. */
    private static final double SURE = 0.6;

    /** A face with fewer pixels across has a box that is off by a tenth of its width. */
    private static final double CLEAR = 16;

    /** Eyes that lean more are not where the network says. */
    private static final double LEVEL = Math.toRadians(20);

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

    /** The faces among what was seen. */
    List<Sighting> faces(List<Sighting> glanced) {
        List<Sighting> faces = new ArrayList<>();
        List<Sighting> open = new ArrayList<>();
        glanced.forEach(one -> (isClear(one) ? faces : open).add(one));
        List<Sighting> lost = new ArrayList<>();
        List<Optional<Sighting>> levelled = levelled(open, open.stream().map(this::asItLeans).toList());
        for (int i = 0; i < open.size(); i++) {
            levelled.get(i).ifPresentOrElse(faces::add, keep(lost, open.get(i)));
        }
        levelled(lost, bestQuarters(lost)).forEach(face -> face.ifPresent(faces::add));
        return faces;
    }

    private static Runnable keep(List<Sighting> list, Sighting one) {
        return () -> list.add(one);
    }

    private static boolean isClear(Sighting one) {
        return one.score() >= SURE && one.seen() >= CLEAR && isLevel(one);
    }

    private static boolean isLevel(Sighting one) {
        return Math.abs(one.lean()) <= LEVEL;
    }

    private Optional<CloserView> asItLeans(Sighting one) {
        return Optional.of(new CloserView(one, one.angle()));
    }

    /**
     * Looks, and where the face leans in its window, looks once more.
     *
     * @param views for each of what is looked at, a window or none
     * @return for each, the face that stands level in its window
     */
    private List<Optional<Sighting>> levelled(List<Sighting> lookedAt, List<Optional<CloserView>> views) {
        List<Optional<Sighting>> first = seen(views);
        List<Optional<Sighting>> second = seen(first.stream()
                .map(one -> one.filter(face -> !isLevel(face)).flatMap(this::asItLeans))
                .toList());
        return IntStream.range(0, lookedAt.size())
                .mapToObj(i -> first.get(i).filter(CloserLook::isLevel).or(() -> second.get(i).filter(CloserLook::isLevel)))
                .toList();
    }

    /** For each, the window among four that are turned by quarters in which the face is seen best. */
    private List<Optional<CloserView>> bestQuarters(List<Sighting> lost) {
        List<Optional<CloserView>> views = lost.stream()
                .flatMap(one -> IntStream.range(0, QUARTERS)
                        .mapToObj(quarter -> Optional.of(new CloserView(one, quarter * Math.PI / 2))))
                .toList();
        List<Optional<Sighting>> seen = seen(views);
        return IntStream.range(0, lost.size())
                .mapToObj(i -> seen.subList(QUARTERS * i, QUARTERS * (i + 1)).stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.comparingDouble(Sighting::score))
                        .flatMap(this::asItLeans))
                .toList();
    }

    private List<Optional<Sighting>> seen(List<Optional<CloserView>> views) {
        List<Optional<Sighting>> answers =
                look.apply(views.stream().flatMap(Optional::stream).toList());
        List<Optional<Sighting>> all = new ArrayList<>();
        int next = 0;
        for (Optional<CloserView> view : views) {
            all.add(view.isEmpty() ? Optional.empty() : answers.get(next++).filter(face -> face.score() >= threshold));
        }
        return all;
    }
}
