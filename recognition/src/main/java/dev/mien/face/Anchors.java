package dev.mien.face;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What BlazeFace's numbers mean, by MediaPipe's tensors_to_detections_calculator.cc and the options in its face_detection.pbtxt and
 * face_detection_full_range.pbtxt. Every number is in pixels of the window: of each cell of 4 x 4 pixels the network gives the
 * logit of a face (sigmoid_score, clipped to 100), and relative to the cell's centre (anchor_offset 0.5, fixed_anchor_size) the face's
 * centre, its width and height, and six points; x before y (reverse_output_order).
 */
final class Anchors {
    /** {@code strides}: side of a cell, in pixels. */
    static final int STRIDE = 4;

    /** Cells along a side of the window. */
    static final int GRID = Tile.SIDE / STRIDE;

    /** {@code num_boxes}: cells of a window. */
    static final int COUNT = GRID * GRID;

    /** {@code num_coords}: numbers of one cell. */
    static final int COORDINATES = 16;

    private static final int FIRST_KEYPOINT = 4;
    private static final double CLIPPED = 100;

    private Anchors() {}

    /**
     * The faces of one window, in its pixels.
     *
     * @param boxes windows x {@value #COUNT} x {@value #COORDINATES}
     * @param scores windows x {@value #COUNT} logits
     * @param window which one is meant, from 0
     * @param threshold the least score of a face, 0 to 1
     */
    static List<Face> faces(float[] boxes, float[] scores, int window, double threshold) {
        List<Face> faces = new ArrayList<>();
        for (int cell = 0; cell < COUNT; cell++) {
            double score = sigmoid(scores[window * COUNT + cell]);
            int at = (window * COUNT + cell) * COORDINATES;
            if (score >= threshold && boxes[at + 2] > 0 && boxes[at + 3] > 0) {
                faces.add(face(boxes, at, cell, score));
            }
        }
        return faces;
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-Math.max(-CLIPPED, Math.min(CLIPPED, logit))));
    }

    private static Face face(float[] values, int at, int cell, double score) {
        double centreX = (cell % GRID + 0.5) * STRIDE;
        double centreY = (cell / GRID + 0.5) * STRIDE;
        double width = values[at + 2];
        double height = values[at + 3];
        Box box = new Box(centreX + values[at] - width / 2, centreY + values[at + 1] - height / 2, width, height);
        List<Point> points = IntStream.range(0, Keypoints.COUNT)
                .map(i -> at + FIRST_KEYPOINT + 2 * i)
                .mapToObj(i -> new Point(centreX + values[i], centreY + values[i + 1]))
                .toList();
        return new Face(box, Keypoints.of(points), score);
    }
}
