package dev.mien.face;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What BlazeFace's numbers mean, by MediaPipe's tensors_to_detections_calculator.cc and the options in its face_detection.pbtxt and
 * face_detection_full_range.pbtxt. Every number is in pixels of the window: of each cell of 4 x 4 pixels the network gives the
 * logit of a face (sigmoid_score, clipped to 100), and relative to the cell's centre (anchor_offset 0.5, fixed_anchor_size) the face's
 * centre, its width and height, and six points; x before y (reverse_output_order).
 *
 * @param values one map after the other, each row by row: the logits, then each of the {@value #COORDINATES} coordinates
 * @param columns cells of a row
 */
record Anchors(float[] values, int columns) {
    /** {@code strides}: side of a cell, in pixels. */
    static final int STRIDE = 4;

    /** {@code num_coords}: numbers of one cell beside its logit. */
    static final int COORDINATES = 16;

    private static final int FIRST_KEYPOINT = 4;
    private static final double CLIPPED = 100;

    /** Cells of the window. */
    int count() {
        return values.length / (1 + COORDINATES);
    }

    /**
     * The faces of the window, in its pixels.
     *
     * @param threshold the least score of a face, above 0 and below 1
     */
    List<Face> faces(double threshold) {
        double least = Math.log(threshold / (1 - threshold));
        List<Face> faces = new ArrayList<>();
        int count = count();
        for (int cell = 0; cell < count; cell++) {
            if (values[cell] >= least && coordinate(cell, 2) > 0 && coordinate(cell, 3) > 0) {
                faces.add(face(cell));
            }
        }
        return faces;
    }

    private double coordinate(int cell, int number) {
        return values[(1 + number) * count() + cell];
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-Math.max(-CLIPPED, Math.min(CLIPPED, logit))));
    }

    private Face face(int cell) {
        double centreX = (cell % columns + 0.5) * STRIDE;
        double centreY = (cell / columns + 0.5) * STRIDE;
        double width = coordinate(cell, 2);
        double height = coordinate(cell, 3);
        double left = centreX + coordinate(cell, 0) - width / 2;
        double top = centreY + coordinate(cell, 1) - height / 2;
        List<Point> points = IntStream.range(0, Keypoints.COUNT)
                .map(i -> FIRST_KEYPOINT + 2 * i)
                .mapToObj(i -> new Point(centreX + coordinate(cell, i), centreY + coordinate(cell, i + 1)))
                .toList();
        return new Face(new Box(left, top, width, height), Keypoints.of(points), sigmoid(values[cell]));
    }
}
