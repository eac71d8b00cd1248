package dev.mien.drawing;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.LabelSet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The emotions of a video's faces over time. Each person has a panel with the scores as bands, whose heights are
 * their shares. All panels and charts have one order of the emotions, which the legend shows from left to right. There
 * is a gap where frames do not show the face. At its left are a picture of the face and its strongest emotion. Faces in
 * sight for less than half a second are left out, and a line below says so.
 */
public final class TimelineChart {
    /**
     * A face was out of sight between two looks that are more than this many seconds apart, unless all looks are that
     * rare.
     */
    static final double LONGEST_GAP = 0.6;

    private static final double SHORTEST = 0.5;
    private static final int WIDTH = 1100;
    private static final int LEFT = 214;
    private static final int RIGHT = 28;
    private static final int TOP = 74;
    private static final int BELOW = 96;
    private static final int TALL = 112;
    private static final int LOW = 78;
    private static final int MANY = 4;
    private static final int BETWEEN = 12;
    private static final int FACE = 64;
    private static final int MARGIN = 28;
    private static final double ROUNDING = 10;
    private static final double TICK = 6;

    /** From the bottom: calm and pleasant emotions first, so that charts can be compared. */
    private static final List<Emotion> ORDER = List.of(
            Emotion.NEUTRAL,
            Emotion.HAPPY,
            Emotion.SURPRISE,
            Emotion.SAD,
            Emotion.FEAR,
            Emotion.ANGRY,
            Emotion.DISGUST);

    private static final Color GRID = new Color(255, 255, 255, 70);

    private TimelineChart() {}

    /**
     * A person.
     *
     * @param name for example {@code "Person 1"}
     * @param times of the looks at the face, in seconds, growing; at least one
     * @param scores at those times
     * @param face a square picture of the face
     * @param beginnings the indices of the looks before which the face was out of sight
     */
    public record Track(
            String name,
            List<Double> times,
            List<EmotionScores> scores,
            Optional<BufferedImage> face,
            Set<Integer> beginnings) {
        /** A person of whom only long gaps are known, by the times. */
        public Track(String name, List<Double> times, List<EmotionScores> scores, Optional<BufferedImage> face) {
            this(name, times, scores, face, Set.of());
        }

        /** Checks and copies. */
        public Track {
            times = List.copyOf(times);
            scores = List.copyOf(scores);
            beginnings = Set.copyOf(beginnings);
            if (times.isEmpty() || times.size() != scores.size()) {
                throw new InvalidInputException(name + " has " + times.size() + " times and " + scores.size()
                        + " scores, expected equally many and at least one");
            }
        }

        double first() {
            return times.get(0);
        }

        double last() {
            return times.get(times.size() - 1);
        }

        /** The classes of the scores. */
        LabelSet labels() {
            return scores.get(0).labels();
        }

        /** The mean score of a class. */
        double mean(Label label) {
            return scores.stream()
                    .mapToDouble(score -> score.of(label))
                    .average()
                    .orElse(0);
        }

        /** The class with the highest mean score. */
        Label most() {
            return labels().labels().stream()
                    .max(Comparator.comparingDouble(this::mean))
                    .orElseThrow();
        }
    }

    /**
     * Draws the chart.
     *
     * @param seconds length of the video
     * @param tracks all tracks, including those in sight for less than half a second
     */
    public static BufferedImage of(String title, double seconds, List<Track> tracks) {
        List<Track> shown = tracks.stream()
                .filter(track -> track.last() - track.first() >= SHORTEST)
                .toList();
        int panel = shown.size() <= MANY ? TALL : LOW;
        int height = TOP + Math.max(1, shown.size()) * (panel + BETWEEN) - BETWEEN + BELOW;
        double end = shown.stream().mapToDouble(Track::last).reduce(Math.max(seconds, SHORTEST), Math::max);
        List<Label> order = order(tracks);
        TimeAxis axis = new TimeAxis(end, LEFT, WIDTH - LEFT - RIGHT);
        return Theme.picture(WIDTH, height, graphics -> {
            heading(graphics, title, order.size());
            for (int i = 0; i < shown.size(); i++) {
                panel(graphics, shown.get(i), order, axis, TOP + i * (panel + BETWEEN), panel);
            }
            double floor = height - BELOW;
            marks(graphics, axis, floor);
            footer(graphics, order, shown.size(), tracks.size() - shown.size(), height);
        });
    }

    /** The emotions of {@link #ORDER} from the bottom, and above them the other classes in their own order. */
    private static List<Label> order(List<Track> tracks) {
        LabelSet labels = tracks.isEmpty() ? LabelSet.FER2013 : tracks.get(0).labels();
        return labels.labels().stream()
                .sorted(Comparator.comparingInt(
                        label -> label.emotion().map(ORDER::indexOf).orElse(ORDER.size())))
                .toList();
    }

    private static void heading(Graphics2D graphics, String title, int classes) {
        graphics.setFont(Theme.TITLE);
        graphics.setColor(Theme.INK);
        graphics.drawString(title, MARGIN, 36);
        graphics.setFont(Theme.TEXT);
        graphics.setColor(Theme.QUIET);
        graphics.drawString(
                "The height of a band is the score of its emotion, from below in the order of the legend." + " All "
                        + (classes == Emotion.COUNT ? "seven" : classes) + " sum to 1.",
                MARGIN,
                57);
    }

    private static void panel(
            Graphics2D graphics, Track track, List<Label> order, TimeAxis axis, double top, double height) {
        Shape frame = new RoundRectangle2D.Double(axis.left(), top, axis.width(), height, ROUNDING, ROUNDING);
        graphics.setColor(Theme.EMPTY);
        graphics.fill(frame);
        Shape clip = graphics.getClip();
        graphics.clip(frame);
        new ScoreBands(track, axis, order, top, height).paint(graphics);
        graphics.setColor(GRID);
        graphics.setStroke(new BasicStroke(1));
        axis.marks().forEach(mark -> graphics.draw(new Line2D.Double(axis.x(mark), top, axis.x(mark), top + height)));
        graphics.setClip(clip);
        scale(graphics, top, height);
        person(graphics, track, axis, top + (height - FACE) / 2);
    }

    /** The axis of the scores, from 0 to 1. */
    private static void scale(Graphics2D graphics, double top, double height) {
        graphics.setFont(Theme.SMALL);
        graphics.setColor(Theme.QUIET);
        double x = LEFT - TICK - graphics.getFontMetrics().stringWidth("0");
        graphics.drawString(
                "1", (float) x, (float) top + graphics.getFontMetrics().getAscent());
        graphics.drawString("0", (float) x, (float) (top + height));
    }

    private static void person(Graphics2D graphics, Track track, TimeAxis axis, double top) {
        Rectangle2D place = new Rectangle2D.Double(MARGIN, top, FACE, FACE);
        Shape frame = new RoundRectangle2D.Double(MARGIN, top, FACE, FACE, ROUNDING, ROUNDING);
        graphics.setColor(Theme.EMPTY);
        graphics.fill(frame);
        track.face().ifPresent(face -> {
            Shape clip = graphics.getClip();
            graphics.clip(frame);
            graphics.drawImage(face, (int) place.getX(), (int) Math.round(top), FACE, FACE, null);
            graphics.setClip(clip);
        });
        float x = MARGIN + FACE + 12;
        graphics.setFont(Theme.STRONG);
        graphics.setColor(Theme.INK);
        graphics.drawString(track.name(), x, (float) top + 20);
        graphics.setFont(Theme.TEXT);
        graphics.drawString("mostly " + track.most().name(), x, (float) top + 38);
        graphics.setFont(Theme.SMALL);
        graphics.setColor(Theme.QUIET);
        graphics.drawString(axis.text(track.first()) + " \u2013 " + axis.text(track.last()), x, (float) top + 55);
    }

    private static void marks(Graphics2D graphics, TimeAxis axis, double floor) {
        graphics.setFont(Theme.TEXT);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(Theme.QUIET);
        graphics.draw(new Line2D.Double(axis.left(), floor + TICK, axis.right(), floor + TICK));
        for (double mark : axis.marks()) {
            double x = axis.x(mark);
            graphics.setColor(Theme.QUIET);
            graphics.draw(new Line2D.Double(x, floor + TICK, x, floor + 2 * TICK));
            graphics.setColor(Theme.QUIET);
            Theme.centred(graphics, axis.text(mark), x, floor + 28);
        }
    }

    private static void footer(Graphics2D graphics, List<Label> order, int shown, int left, int height) {
        Legend legend = new Legend();
        order.forEach(label -> legend.add(Legend.Mark.BOX, Theme.of(label), label.name()));
        legend.paint(graphics, legend.line(graphics.getFontMetrics(Theme.TEXT), WIDTH, height - 46.0));
        graphics.setFont(Theme.SMALL);
        graphics.setColor(Theme.QUIET);
        if (shown == 0) {
            graphics.setFont(Theme.TEXT);
            Theme.centred(graphics, "No face was visible for half a second or longer.", WIDTH / 2.0, TOP + LOW / 2.0);
        } else if (left > 0) {
            String text = left == 1 ? "1 face was in sight" : left + " faces were in sight";
            Theme.centred(graphics, text + " for less than half a second: left out.", WIDTH / 2.0, height - 14.0);
        }
    }
}
