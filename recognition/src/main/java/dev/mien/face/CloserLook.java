package dev.mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides what a glance at the whole picture leaves open. Such a face is looked at again in a window of its own, turned
 * so that its eyes are level. Anything else has a low score there.
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
        List<Sighting> doubtful = new ArrayList<>();
        List<Optional<Sighting>> first =
                seen(open.stream().map(CloserLook::levelled).toList());
        for (int i = 0; i < open.size(); i++) {
            Sighting glance = open.get(i);
            first.get(i)
                    .filter(one -> one.score() >= UPRIGHT && one.isLevel(LEVEL))
                    .ifPresentOrElse(faces::add, () -> doubtful.add(glance));
        }
        faces.addAll(settled(doubtful));
        return faces;
    }

    private static boolean isClear(Sighting one) {
        return one.score() >= SURE && one.seen() >= CLEAR && one.isLevel(LEVEL);
    }

    private static CloserView levelled(Sighting one) {
        return new CloserView(one, one.angle());
    }

    /** The faces among those that the first window leaves open: the surest of all quarters, looked at once more. */
    private List<Sighting> settled(List<Sighting> doubtful) {
        List<Optional<Sighting>> quarters = seen(doubtful.stream()
                .flatMap(one ->
                        IntStream.range(0, QUARTERS).mapToObj(quarter -> new CloserView(one, quarter * Math.PI / 2)))
                .toList());
        List<Sighting> best = IntStream.range(0, doubtful.size())
                .mapToObj(i -> surest(quarters.subList(QUARTERS * i, QUARTERS * (i + 1)).stream()))
                .flatMap(Optional::stream)
                .toList();
        List<Optional<Sighting>> last =
                seen(best.stream().map(CloserLook::levelled).toList());
        return IntStream.range(0, best.size())
                .mapToObj(i -> surest(Stream.of(Optional.of(best.get(i)), last.get(i))
                        .map(one -> one.filter(face -> face.isLevel(LEVEL)))))
                .flatMap(Optional::stream)
                .filter(one -> one.score() >= threshold)
                .toList();
    }

    private static Optional<Sighting> surest(Stream<Optional<Sighting>> answers) {
        return answers.flatMap(Optional::stream).max(Comparator.comparingDouble(Sighting::score));
    }

    private List<Optional<Sighting>> seen(List<CloserView> views) {
        return views.isEmpty() ? List.of() : look.apply(views);
    }
}
