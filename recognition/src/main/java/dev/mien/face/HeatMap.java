package dev.mien.face;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CenterFace's numbers (Xu et al., arXiv 1911.03599; {@code demo/python/centerface.py} of its authors). A cell
 * has 4 x 4 pixels of the window. It holds the logit of a face whose centre lies in it, and the logarithms of the
 * face's height and width in cells. Then come the offset of the centre from the middle of the cell in cells (y, x), and
 * five points (y, x) in heights and widths of the face from its upper left corner.
 *
 * @param values one map after the other, each row by row; several windows may follow each other
 * @param first the place of this window's first value
 * @param rows cells of a column
 * @param columns cells of a row
 */
record HeatMap(float[] values, int first, int rows, int columns) {
    /** Side of a cell, in pixels. */
    static final int STRIDE = 4;

    /** Numbers of one cell. */
    static final int NUMBERS = 15;

    private static final int POINTS = 5;
    private static final List<Keypoint> PLACES = List.of(
            Keypoint.RIGHT_EYE,
            Keypoint.LEFT_EYE,
            Keypoint.NOSE_TIP,
            Keypoint.RIGHT_MOUTH_CORNER,
            Keypoint.LEFT_MOUTH_CORNER);

    /**
     * The faces of the window, in its pixels. Of faces that overlap, the surest is kept, with the mean of their places.
     *
     * @param threshold the least score of a face, above 0 and below 1
     */
    List<Face> faces(double threshold) {
        double least = Math.log(threshold / (1 - threshold));
        List<Face> faces = new ArrayList<>();
        int count = rows * columns;
        for (int cell = 0; cell < count; cell++) {
            if (values[first + cell] >= least) {
                faces.add(face(cell));
            }
        }
        return NonMaximumSuppression.surest(faces).stream()
                .map(one -> FaceMean.of(one, faces))
                .toList();
    }

    private double number(int index, int cell) {
        return values[first + index * rows * columns + cell];
    }

    private Face face(int cell) {
        double height = STRIDE * Math.exp(number(1, cell));
        double width = STRIDE * Math.exp(number(2, cell));
        double left = STRIDE * (cell % columns + 0.5 + number(4, cell)) - width / 2;
        double top = STRIDE * (cell / columns + 0.5 + number(3, cell)) - height / 2;
        Map<Keypoint, Point> points = new EnumMap<>(Keypoint.class);
        Box box = new Box(left, top, width, height);
        for (int i = 0; i < PLACES.size(); i++) {
            points.put(PLACES.get(i), point(i, cell, box));
        }
        Point right = point(PLACES.indexOf(Keypoint.RIGHT_MOUTH_CORNER), cell, box);
        Point other = point(PLACES.indexOf(Keypoint.LEFT_MOUTH_CORNER), cell, box);
        points.put(Keypoint.MOUTH, Point.between(right, other));
        return new Face(box, new Keypoints(points), 1 / (1 + Math.exp(-number(0, cell))));
    }

    /** A point of a face, whose places the network gives in sizes of its box. */
    private Point point(int i, int cell, Box box) {
        return new Point(
                box.x() + box.width() * number(POINTS + 2 * i + 1, cell),
                box.y() + box.height() * number(POINTS + 2 * i, cell));
    }
}
