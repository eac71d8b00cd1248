package dev.mien.drawing;

import java.awt.geom.Dimension2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds places for labels inside the picture that cover no face and no other label. A label goes beside its face, in a
 * shorter form if necessary, or else to the nearest free place. A line leads to the face from there, and wherever
 * another face is about as near. In a video a label keeps its
 * place (see {@link LabelHabit}).
 */
final class LabelPlacement {
    /** The factor by which a line that crosses a face or a label counts as longer. */
    private static final double CROSSING = 4;

    /** The distance from other faces that a label prefers, in gaps. */
    private static final double DOUBTFUL = 1.5;

    /** A label away from its face stays while its line is at most this many times as long as at first. */
    private static final double TOO_FAR = 1.5;

    private final Rectangle2D picture;
    private final List<Rectangle2D> faces;
    private final double gap;
    private final List<Rectangle2D> taken;
    private final List<Line2D> lines = new ArrayList<>();

    /** @param gap between a face and its label, in pixels */
    LabelPlacement(Rectangle2D picture, List<Rectangle2D> faces, double gap) {
        this.picture = picture;
        this.faces = List.copyOf(faces);
        this.gap = gap;
        this.taken = new ArrayList<>(faces);
    }

    /**
     * A label in its place.
     *
     * @param form index of the chosen size
     * @param side index of its place beside the face; {@value #AWAY} if it is not beside the face
     * @param leader line from the label to its face, if the label is not beside it or another face is as near
     * @param reach length of the leader when the place was chosen, in pixels; 0 beside the face
     */
    record Place(int form, int side, Rectangle2D rectangle, Optional<Line2D> leader, double reach) {
        private static final int AWAY = -1;

        /** @param leader to the face, if the label could be mistaken for another face's */
        private static Place beside(int form, int side, Rectangle2D rectangle, Optional<Line2D> leader) {
            return new Place(form, side, rectangle, leader, 0);
        }

        private static Place away(int form, Rectangle2D rectangle, Line2D leader) {
            return new Place(form, AWAY, rectangle, Optional.of(leader), length(leader));
        }

        private static double length(Line2D line) {
            return line.getP1().distance(line.getP2());
        }

        private boolean isBetterThan(Place other) {
            return side != AWAY && (other.side == AWAY || form < other.form);
        }

        private double distance() {
            return leader.map(Place::length).orElse(0.0);
        }
    }

    /**
     * The result for a label that had a place before.
     *
     * @param place its present place
     * @param waited frames for which a better place has been free
     */
    record KeptPlace(Optional<Place> place, int waited) {}

    /**
     * A label to place.
     *
     * @param forms the sizes that it may have, the best first, at least one
     * @param form index of its size in the previous frame, or the nearest of those that it may have now
     * @param before its place in the previous frame; empty in a photo and for a new face
     */
    record Wish(List<Dimension2D> forms, int form, Optional<LabelHabit> before) {}

    /**
     * Places all labels, those with the least choice first.
     *
     * @param forms for each face the sizes that its label may have, the best first, at least one
     * @return for each face its label's place; empty if the picture has no room
     */
    List<Optional<Place>> place(List<List<Dimension2D>> forms) {
        return keep(forms.stream()
                        .map(sizes -> new Wish(sizes, 0, Optional.empty()))
                        .toList())
                .stream()
                .map(KeptPlace::place)
                .toList();
    }

    /**
     * Places all labels: those with a previous place come first, then the others, each group with the least choice
     * first.
     */
    List<KeptPlace> keep(List<Wish> wishes) {
        List<KeptPlace> places =
                new ArrayList<>(Collections.nCopies(wishes.size(), new KeptPlace(Optional.empty(), 0)));
        int[] choices = IntStream.range(0, wishes.size())
                .map(i -> choices(i, wishes.get(i).forms))
                .toArray();
        IntStream.range(0, wishes.size())
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(
                                i -> wishes.get(i).before.isEmpty())
                        .thenComparing(i -> choices[i]))
                .forEach(i -> {
                    KeptPlace kept = keep(i, wishes.get(i));
                    places.set(i, kept);
                    kept.place.ifPresent(this::take);
                });
        return places;
    }

    private void take(Place place) {
        taken.add(place.rectangle);
        place.leader.ifPresent(lines::add);
    }

    private KeptPlace keep(int face, Wish wish) {
        if (wish.before.isEmpty()) {
            return new KeptPlace(place(face, wish.forms), 0);
        }
        LabelHabit before = wish.before.get();
        Optional<Place> same = before.place().flatMap(place -> same(face, wish, place));
        if (before.place().isPresent() && same.isEmpty()) {
            return new KeptPlace(place(face, wish.forms), 0);
        }
        Optional<Place> better = same.isPresent()
                ? besideFace(face, wish.forms).filter(place -> place.isBetterThan(same.get()))
                : place(face, wish.forms);
        int waited = better.isPresent() ? before.waited() + 1 : 0;
        return waited > LabelHabit.PATIENCE ? new KeptPlace(better, 0) : new KeptPlace(same, waited);
    }

    /**
     * The previous place of a label: the same side of its face, or the same place in the picture if that is not too
     * far.
     */
    private Optional<Place> same(int face, Wish wish, Place before) {
        Dimension2D size = wish.forms.get(wish.form);
        Rectangle2D own = faces.get(face);
        if (before.side != Place.AWAY) {
            Rectangle2D place = beside(own, size).toList().get(before.side);
            return isFree(place) ? Optional.of(beside(face, wish.form, before.side, place)) : Optional.empty();
        }
        Rectangle2D place = rectangle(before.rectangle.getX(), before.rectangle.getY(), size);
        Place same = new Place(wish.form, Place.AWAY, place, Optional.of(leader(place, own)), before.reach);
        boolean isNear = same.distance() >= gap && same.distance() < TOO_FAR * Math.max(before.reach, size.getHeight());
        return isNear && isFree(place) ? Optional.of(same) : Optional.empty();
    }

    private int choices(int face, List<Dimension2D> sizes) {
        return (int) sizes.stream()
                .flatMap(size -> beside(faces.get(face), size))
                .filter(this::isFree)
                .count();
    }

    private Optional<Place> place(int face, List<Dimension2D> sizes) {
        int last = sizes.size() - 1;
        int shorter = Math.min(1, last);
        return besideFace(face, sizes)
                .or(() -> away(face, sizes.get(shorter), shorter))
                .or(() -> shorter == last ? Optional.empty() : away(face, sizes.get(last), last));
    }

    /** The fullest form with room. A place is preferred where the label cannot be mistaken for another face's. */
    private Optional<Place> besideFace(int face, List<Dimension2D> sizes) {
        for (int form = 0; form < sizes.size(); form++) {
            List<Rectangle2D> places = beside(faces.get(face), sizes.get(form)).toList();
            List<Integer> free = IntStream.range(0, places.size())
                    .filter(side -> isFree(places.get(side)))
                    .boxed()
                    .toList();
            if (!free.isEmpty()) {
                int best = free.stream()
                        .filter(side -> !touchesAnother(places.get(side), face))
                        .findFirst()
                        .orElse(free.get(0));
                return Optional.of(beside(face, form, best, places.get(best)));
            }
        }
        return Optional.empty();
    }

    private Place beside(int face, int form, int side, Rectangle2D label) {
        Optional<Line2D> leader =
                touchesAnother(label, face) ? Optional.of(leader(label, faces.get(face))) : Optional.empty();
        return Place.beside(form, side, label, leader);
    }

    /** Whether a label would be about as near to another face as to its own. */
    private boolean touchesAnother(Rectangle2D label, int own) {
        double reach = DOUBTFUL * gap;
        Rectangle2D around = new Rectangle2D.Double(
                label.getX() - reach,
                label.getY() - reach,
                label.getWidth() + 2 * reach,
                label.getHeight() + 2 * reach);
        return IntStream.range(0, faces.size())
                .anyMatch(i -> i != own && faces.get(i).intersects(around));
    }

    /** Above, below, right and left of a face, the best first; moved into the picture at the border. */
    private Stream<Rectangle2D> beside(Rectangle2D face, Dimension2D size) {
        double w = size.getWidth();
        double h = size.getHeight();
        double[] across = {face.getX(), face.getCenterX() - w / 2, face.getMaxX() - w};
        double[] down = {face.getY(), face.getCenterY() - h / 2, face.getMaxY() - h};
        Stream<Rectangle2D> above = Arrays.stream(across)
                .mapToObj(x -> rectangle(within(x, w, picture.getWidth()), face.getY() - gap - h, size));
        Stream<Rectangle2D> below = Arrays.stream(across)
                .mapToObj(x -> rectangle(within(x, w, picture.getWidth()), face.getMaxY() + gap, size));
        Stream<Rectangle2D> right = Arrays.stream(down)
                .mapToObj(y -> rectangle(face.getMaxX() + gap, within(y, h, picture.getHeight()), size));
        Stream<Rectangle2D> left = Arrays.stream(down)
                .mapToObj(y -> rectangle(face.getX() - gap - w, within(y, h, picture.getHeight()), size));
        return Stream.of(above, below, right, left).flatMap(side -> side);
    }

    /** The start of a label, with a margin to the picture's border if there is room. */
    private double within(double start, double length, double whole) {
        double margin = Math.max(0, Math.min(gap / 2, (whole - length) / 2));
        return Math.max(margin, Math.min(start, whole - margin - length));
    }

    private static Rectangle2D rectangle(double x, double y, Dimension2D size) {
        return new Rectangle2D.Double(Math.rint(x), Math.rint(y), size.getWidth(), size.getHeight());
    }

    /**
     * The nearest room in the whole picture. The search goes outwards from the face, so most places are too far to be
     * tried.
     */
    private Optional<Place> away(int face, Dimension2D size, int form) {
        Rectangle2D own = faces.get(face);
        double step = Math.max(2, size.getHeight() / 3);
        double[] across = outwards(own.getCenterX() - size.getWidth() / 2, picture.getWidth() - size.getWidth(), step);
        double[] down = outwards(own.getCenterY() - size.getHeight() / 2, picture.getHeight() - size.getHeight(), step);
        double least = Double.POSITIVE_INFINITY;
        Optional<Place> best = Optional.empty();
        for (double y : down) {
            for (double x : across) {
                double length = distance(x, y, size, own);
                if (length >= gap && length < least) {
                    Rectangle2D place = rectangle(x, y, size);
                    Line2D leader = leader(place, own);
                    double cost = isFree(place) ? cost(leader, length, face) : Double.POSITIVE_INFINITY;
                    if (cost < least) {
                        least = cost;
                        best = Optional.of(Place.away(form, place, leader));
                    }
                }
            }
        }
        return best;
    }

    /** Numbers from 0 to {@code most} in steps, nearest to {@code start} first. */
    private static double[] outwards(double start, double most, double step) {
        return IntStream.rangeClosed(0, (int) Math.floor(most / step))
                .mapToObj(i -> i * step)
                .sorted(Comparator.comparingDouble(value -> Math.abs(value - start)))
                .mapToDouble(value -> value)
                .toArray();
    }

    private static double distance(double x, double y, Dimension2D size, Rectangle2D face) {
        double across = Math.max(face.getMinX() - x - size.getWidth(), x - face.getMaxX());
        double down = Math.max(face.getMinY() - y - size.getHeight(), y - face.getMaxY());
        return Math.hypot(Math.max(across, 0), Math.max(down, 0));
    }

    private double cost(Line2D leader, double length, int face) {
        return crosses(leader, face) ? CROSSING * length : length;
    }

    /** The shortest line from a label to a face. */
    static Line2D leader(Rectangle2D label, Rectangle2D face) {
        double[] across = nearest(label.getMinX(), label.getMaxX(), face.getMinX(), face.getMaxX());
        double[] down = nearest(label.getMinY(), label.getMaxY(), face.getMinY(), face.getMaxY());
        return new Line2D.Double(new Point2D.Double(across[0], down[0]), new Point2D.Double(across[1], down[1]));
    }

    /** The facing ends of two stretches, or twice the middle of their overlap. */
    private static double[] nearest(double from, double to, double otherFrom, double otherTo) {
        if (to < otherFrom) {
            return new double[] {to, otherFrom};
        }
        if (otherTo < from) {
            return new double[] {from, otherTo};
        }
        double middle = (Math.max(from, otherFrom) + Math.min(to, otherTo)) / 2;
        return new double[] {middle, middle};
    }

    private boolean crosses(Line2D leader, int own) {
        for (int i = 0; i < taken.size(); i++) {
            if (i != own && leader.intersects(taken.get(i))) {
                return true;
            }
        }
        return lines.stream().anyMatch(leader::intersectsLine);
    }

    /** Plain loops, because nearly all of the time is spent here. */
    private boolean isFree(Rectangle2D place) {
        if (!picture.contains(place)) {
            return false;
        }
        for (Rectangle2D other : taken) {
            if (place.intersects(other)) {
                return false;
            }
        }
        for (Line2D line : lines) {
            if (line.intersects(place)) {
                return false;
            }
        }
        return true;
    }
}
