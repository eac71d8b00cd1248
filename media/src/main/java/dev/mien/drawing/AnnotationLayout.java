package dev.mien.drawing;

import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The layout of one picture's marks: all sizes, and a place for each label. */
final class AnnotationLayout {
    /** Letters are at most slightly larger than the geometric mean of the picture's sides divided by this. */
    private static final double LETTERS_ACROSS = 46;

    private static final double LARGEST_LETTER = 1.15;
    private static final double SMALLEST_LETTER = 0.6;
    private static final double LETTER_OF_FACE = 0.15;
    private static final double LEAST_LETTER = 9;

    /** The least sizes for bars: letters in pixels, and the face in letters. */
    private static final double LETTER_OF_BARS = 11;

    private static final double FACE_OF_BARS = 6;

    private static final double LINE = 0.15;
    private static final double LINE_OF_FACE = 0.03;
    private static final double LEAST_LINE = 1.2;
    private static final double GAP = 0.42;

    private final Rectangle2D picture;
    private final double unit;
    private final TextLayouts layouts;
    private final List<Mark> marks;
    private final List<LabelPlacement.KeptPlace> places;

    /** A face, the visible part of its box, and the forms that its label may have, the fullest first. */
    private record Mark(MarkedFace face, Rectangle2D box, List<FaceLabel> forms, Optional<LabelHabit> before) {}

    /** A label at its place. */
    record Placed(MarkedFace face, FaceLabel label, Rectangle2D rectangle, Optional<Line2D> leader) {}

    /**
     * Finds the layout.
     *
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     * @param faces faces outside the picture are left out
     */
    AnnotationLayout(int width, int height, List<MarkedFace> faces, TextLayouts layouts) {
        this(width, height, faces, layouts, face -> Optional.empty());
    }

    /** @param before gives a face's label in the previous frame */
    AnnotationLayout(
            int width,
            int height,
            List<MarkedFace> faces,
            TextLayouts layouts,
            Function<MarkedFace, Optional<LabelHabit>> before) {
        this.picture = new Rectangle2D.Double(0, 0, width, height);
        this.unit = Math.sqrt((double) width * height) / LETTERS_ACROSS;
        this.layouts = layouts;
        this.marks = faces.stream()
                .filter(face -> rectangle(face).intersects(picture))
                .map(face -> mark(face, before.apply(face)))
                .toList();
        this.places = new LabelPlacement(
                        picture, marks.stream().map(this::framed).toList(), gap())
                .keep(marks.stream().map(AnnotationLayout::wish).toList());
    }

    private static Rectangle2D rectangle(MarkedFace face) {
        Box box = face.recognition().box();
        return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
    }

    private Mark mark(MarkedFace face, Optional<LabelHabit> before) {
        Rectangle2D box = rectangle(face).createIntersection(picture);
        double smallest = Math.max(LEAST_LETTER, SMALLEST_LETTER * unit);
        double wanted = Math.max(smallest, Math.min(LETTER_OF_FACE * box.getWidth(), LARGEST_LETTER * unit));
        int letter = before.map(habit -> habit.letter(wanted)).orElse((int) Math.rint(wanted));
        double leniency = before.map(LabelHabit::leniency).orElse(1.0);
        List<FaceLabel> forms = new ArrayList<>();
        if (letter >= leniency * LETTER_OF_BARS && box.getHeight() >= leniency * FACE_OF_BARS * letter) {
            forms.add(new FaceLabel(face, FaceLabel.Form.DETAILED, letter, layouts));
        }
        forms.add(new FaceLabel(face, FaceLabel.Form.PLAIN, letter, layouts));
        forms.add(new FaceLabel(face, FaceLabel.Form.SHORT, (int) Math.rint(smallest), layouts));
        return new Mark(face, box, List.copyOf(forms), before);
    }

    /** A box including its lines. */
    private Rectangle2D framed(Mark mark) {
        double rim = frame(mark.face(), mark.box()).rim();
        Rectangle2D box = mark.box();
        return new Rectangle2D.Double(
                        box.getX() - rim, box.getY() - rim, box.getWidth() + 2 * rim, box.getHeight() + 2 * rim)
                .createIntersection(picture);
    }

    /** The label's previous form comes first. If the face has become too small for bars, the label becomes one line. */
    private static LabelPlacement.Wish wish(Mark mark) {
        int form = IntStream.range(0, mark.forms().size())
                .filter(i -> mark.before()
                        .filter(habit -> habit.form() == mark.forms().get(i).form())
                        .isPresent())
                .findFirst()
                .orElse(0);
        return new LabelPlacement.Wish(
                mark.forms().stream().map(FaceLabel::size).toList(), form, mark.before());
    }

    /** The labels of numbered faces, for the next frame. */
    Map<Integer, LabelHabit> habits() {
        Map<Integer, LabelHabit> habits = new HashMap<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            LabelPlacement.KeptPlace kept = places.get(i);
            FaceLabel.Form form = mark.forms()
                    .get(kept.place().map(LabelPlacement.Place::form).orElse(0))
                    .form();
            int letter = mark.forms().get(0).letter();
            mark.face()
                    .track()
                    .ifPresent(track -> habits.put(track, new LabelHabit(kept.place(), form, letter, kept.waited())));
        }
        return habits;
    }

    /** The gap between a face and its label, in pixels. */
    double gap() {
        return Math.ceil(GAP * Math.max(unit, LEAST_LETTER));
    }

    /** The visible parts of the boxes. */
    List<Rectangle2D> boxes() {
        return marks.stream().map(Mark::box).toList();
    }

    /** Labels with room in the picture. */
    List<Placed> inPicture() {
        return IntStream.range(0, marks.size())
                .boxed()
                .flatMap(i -> places.get(i).place().map(place -> placed(marks.get(i), place)).stream())
                .toList();
    }

    private static Placed placed(Mark mark, LabelPlacement.Place place) {
        return new Placed(mark.face(), mark.forms().get(place.form()), place.rectangle(), place.leader());
    }

    private List<Mark> withoutRoom() {
        return IntStream.range(0, marks.size())
                .filter(i -> places.get(i).place().isEmpty())
                .mapToObj(marks::get)
                .sorted(Comparator.comparingDouble(mark -> mark.box().getCenterX()))
                .toList();
    }

    /**
     * Puts the other labels into rows below the picture, each as near to its face as the labels before it in its row
     * allow.
     */
    List<Placed> belowPicture() {
        List<Placed> strip = new ArrayList<>();
        double top = picture.getHeight() + gap();
        double next = gap();
        double bottom = top;
        for (Mark mark : withoutRoom()) {
            FaceLabel label = mark.forms().get(0);
            double wanted = mark.box().getCenterX() - label.width() / 2;
            double x = Math.max(next, Math.min(wanted, picture.getWidth() - gap() - label.width()));
            if (x > gap() && x + label.width() + gap() > picture.getWidth()) {
                top = bottom + gap();
                x = Math.max(gap(), Math.min(wanted, picture.getWidth() - gap() - label.width()));
            }
            Rectangle2D place = label.at(Math.rint(x), top);
            strip.add(new Placed(mark.face(), label, place, leader(place, mark)));
            next = place.getMaxX() + gap();
            bottom = Math.max(bottom, place.getMaxY());
        }
        return strip;
    }

    /** Empty if the label is right below its face, and no other face is nearer. */
    private Optional<Line2D> leader(Rectangle2D label, Mark mark) {
        double distance = length(LabelPlacement.leader(label, mark.box()));
        boolean isNearest = marks.stream()
                .allMatch(other -> other == mark || length(LabelPlacement.leader(label, other.box())) > distance);
        return distance > 2 * gap() || !isNearest
                ? Optional.of(LabelPlacement.leader(label, mark.box()))
                : Optional.empty();
    }

    private static double length(Line2D line) {
        return line.getP1().distance(line.getP2());
    }

    /** Puts the other labels onto the foreheads of their own faces, if they fit there. */
    List<Placed> uponFaces() {
        List<Rectangle2D> taken =
                new ArrayList<>(inPicture().stream().map(Placed::rectangle).toList());
        List<Placed> found = new ArrayList<>();
        for (Mark mark : withoutRoom()) {
            FaceLabel label = mark.forms().get(mark.forms().size() - 1);
            double inset = gap();
            Rectangle2D place = label.at(
                    Math.rint(mark.box().getX() + inset), Math.rint(mark.box().getY() + inset));
            if (picture.contains(place) && taken.stream().noneMatch(place::intersects)) {
                taken.add(place);
                found.add(new Placed(mark.face(), label, place, Optional.empty()));
            }
        }
        return found;
    }

    /** Draws boxes, then lines, then labels. */
    void paint(Graphics2D graphics, List<Placed> others) {
        Shape clip = graphics.getClip();
        graphics.clip(picture);
        marks.forEach(mark -> frame(mark.face(), mark.box()).box(graphics, inset(mark)));
        graphics.setClip(clip);
        List<Placed> labels =
                Stream.concat(inPicture().stream(), others.stream()).toList();
        labels.forEach(label -> label.leader()
                .ifPresent(line -> frame(label.face(), box(label.face())).leader(graphics, line)));
        labels.forEach(label -> label.label()
                .paint(graphics, label.rectangle().getX(), label.rectangle().getY()));
    }

    private Rectangle2D box(MarkedFace face) {
        return rectangle(face).createIntersection(picture);
    }

    /** Moves a box at the picture's border inwards by its line. */
    private Rectangle2D inset(Mark mark) {
        double line = frame(mark.face(), mark.box()).rim();
        Rectangle2D inner = new Rectangle2D.Double(
                line, line, Math.max(1, picture.getWidth() - 2 * line), Math.max(1, picture.getHeight() - 2 * line));
        return mark.box().createIntersection(inner);
    }

    private FaceFrame frame(MarkedFace face, Rectangle2D box) {
        Recognition recognition = face.recognition();
        double line = Math.max(LEAST_LINE, Math.min(LINE * unit, LINE_OF_FACE * box.getWidth()));
        return new FaceFrame(recognition.label(), recognition.isUnsure(), line);
    }
}
