package dev.mien.drawing;

import dev.mien.EmotionScores;
import dev.mien.Label;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scores of one face over time as bands that fill a panel's height. A class's name stands where its band is
 * highest. There are no bands while the face was out of sight.
 */
final class ScoreBands {
    private static final double LABEL_MARGIN = 6;
    private static final double LEAST_LABEL_HEIGHT = 15.5;
    private static final double LEAST_WIDTH = 2;
    private static final double USUAL_GAPS = 2.5;
    private static final double NEARNESS = 0.004;
    private static final BasicStroke SEAM = new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    private final TimelineChart.Track track;
    private final TimeAxis axis;
    private final List<Label> order;
    private final double top;
    private final double height;
    private final List<int[]> spans;

    /** The lower edge of each band at each time, and the upper edge of the last band. */
    private final double[][] edges;

    /** @param order of the bands, from the bottom */
    ScoreBands(TimelineChart.Track track, TimeAxis axis, List<Label> order, double top, double height) {
        this.track = track;
        this.axis = axis;
        this.order = order;
        this.top = top;
        this.height = height;
        spans = spans(track);
        edges = new double[track.times().size()][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = edges(track.scores().get(i));
        }
    }

    private double[] edges(EmotionScores scores) {
        double[] result = new double[order.size() + 1];
        double below = 0;
        for (int band = 0; band < result.length; band++) {
            result[band] = top + height * (1 - Math.min(below, 1));
            below += band < order.size() ? scores.of(order.get(band)) : 0;
        }
        return result;
    }

    /** The first and last index of each stretch of time with the face in sight. */
    private static List<int[]> spans(TimelineChart.Track track) {
        List<int[]> spans = new ArrayList<>();
        List<Double> times = track.times();
        double longest = Math.max(TimelineChart.LONGEST_GAP, USUAL_GAPS * usualGap(times));
        int first = 0;
        for (int i = 1; i <= times.size(); i++) {
            if (i == times.size() || track.beginnings().contains(i) || times.get(i) - times.get(i - 1) > longest) {
                spans.add(new int[] {first, i - 1});
                first = i;
            }
        }
        return spans;
    }

    /** The median interval, because a video may be searched once a second or less often. */
    private static double usualGap(List<Double> times) {
        double[] gaps = IntStream.range(1, times.size())
                .mapToDouble(i -> times.get(i) - times.get(i - 1))
                .sorted()
                .toArray();
        return gaps.length == 0 ? 0 : gaps[gaps.length / 2];
    }

    void paint(Graphics2D graphics) {
        for (int[] span : spans) {
            for (int band = 0; band < order.size(); band++) {
                graphics.setColor(Theme.of(order.get(band)));
                graphics.fill(area(span, band));
            }
            seams(graphics, span);
        }
        graphics.setFont(Theme.STRONG);
        for (int[] span : spans) {
            for (int band = 0; band < order.size(); band++) {
                label(graphics, span, band);
            }
        }
    }

    private Path2D area(int[] span, int band) {
        Path2D path = new Path2D.Double();
        double end = Math.max(x(span[1]), x(span[0]) + LEAST_WIDTH);
        path.moveTo(x(span[0]), y(span[0], band));
        for (int i = span[0]; i <= span[1]; i++) {
            path.lineTo(i == span[1] ? end : x(i), y(i, band));
        }
        for (int i = span[1]; i >= span[0]; i--) {
            path.lineTo(i == span[1] ? end : x(i), y(i, band + 1));
        }
        path.closePath();
        return path;
    }

    /** Thin light lines between bands, which separate them where colours are not enough. */
    private void seams(Graphics2D graphics, int[] span) {
        graphics.setColor(Theme.BACKGROUND);
        graphics.setStroke(SEAM);
        for (int band = 1; band < order.size(); band++) {
            Path2D seam = new Path2D.Double();
            seam.moveTo(x(span[0]), y(span[0], band));
            for (int i = span[0] + 1; i <= span[1]; i++) {
                seam.lineTo(x(i), y(i, band));
            }
            graphics.draw(seam);
        }
    }

    private double x(int index) {
        return axis.x(track.times().get(index));
    }

    private double y(int index, int band) {
        return edges[index][band];
    }

    /** A place for a label: the middle of a piece of a band, and the free height there. */
    private record Place(double centre, double middle, double free) {
        /** Prefers height, and at equal height the middle. */
        double worth(double middleOfAll) {
            return free - NEARNESS * Math.abs(centre - middleOfAll);
        }
    }

    private void label(Graphics2D graphics, int[] span, int band) {
        FontMetrics metrics = graphics.getFontMetrics();
        String text = order.get(band).name();
        double width = metrics.stringWidth(text) + 2 * LABEL_MARGIN;
        double middle = (x(span[0]) + x(span[1])) / 2;
        Optional<Place> best = Optional.empty();
        for (double left = x(span[0]); left + width <= x(span[1]); left += LABEL_MARGIN) {
            Place place = place(span, band, left, width);
            if (place.free() >= LEAST_LABEL_HEIGHT
                    && best.map(found -> place.worth(middle) > found.worth(middle))
                            .orElse(true)) {
                best = Optional.of(place);
            }
        }
        best.ifPresent(place -> {
            graphics.setColor(readable(Theme.of(order.get(band))));
            double baseline = place.middle() + (metrics.getAscent() - metrics.getDescent()) / 2.0;
            Theme.centred(graphics, text, place.centre(), baseline);
        });
    }

    private static Color readable(Color ground) {
        boolean light = Theme.contrast(Theme.BACKGROUND, ground) >= Theme.contrast(Theme.INK, ground);
        return light ? Theme.BACKGROUND : Theme.INK;
    }

    /** The least height of a band along a stretch. */
    private Place place(int[] span, int band, double left, double width) {
        double lower = top + height;
        double upper = top;
        for (int i = span[0]; i <= span[1]; i++) {
            boolean inside = x(i) >= left && x(i) <= left + width;
            boolean neighbour = i < span[1] && x(i) < left && x(i + 1) >= left
                    || i > span[0] && x(i) > left + width && x(i - 1) <= left + width;
            if (inside || neighbour) {
                lower = Math.min(lower, y(i, band));
                upper = Math.max(upper, y(i, band + 1));
            }
        }
        return new Place(left + width / 2, (lower + upper) / 2, lower - upper);
    }
}
