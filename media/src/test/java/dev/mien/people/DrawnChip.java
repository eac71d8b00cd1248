package dev.mien.people;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Squares that tools/face_embedding.py draws too: a round face with brows, eyes, nose and mouth. */
final class DrawnChip {
    private static final int SIDE = 150;
    private static final int CHANNELS = 3;

    /** Radius, light and shade, as in the tool. */
    private static final double[][] FACES = {{0.36, 60, 1.0}, {0.30, 90, 0.6}, {0.42, 40, 1.4}};

    private static final double[] PLACES = {
        0, 0, 1.0, 1.25, 0.42, -0.25, 0.22, 0.12, 0.42, -0.25, 0.10, 0.11, 0.42, -0.5, 0.3, 0.07, 0, 0.15, 0.12, 0.3, 0,
        0.62, 0.4, 0.12
    };
    private static final int NUMBERS = 4;

    private DrawnChip() {}

    static int count() {
        return FACES.length;
    }

    /** All faces, as the network gets them. */
    static FloatBuffer all() {
        int values = CHANNELS * SIDE * SIDE;
        FloatBuffer all = ByteBuffer.allocateDirect(FACES.length * values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int face = 0; face < FACES.length; face++) {
            for (int i = 0; i < values; i++) {
                int place = i % (SIDE * SIDE);
                double x = (place % SIDE + 0.5) / SIDE - 0.5;
                double y = (place / SIDE + 0.5) / SIDE - 0.5;
                all.put(face * values + i, (float) Math.floor(value(FACES[face], x, y, i / (SIDE * SIDE)) + 0.5));
            }
        }
        return all;
    }

    private static double value(double[] face, double x, double y, int channel) {
        double value = 70;
        double[][] colors = colors(face[1]);
        for (int part = 0; part < colors.length; part++) {
            double middle = PLACES[part * NUMBERS];
            double down = (y / face[0] - PLACES[part * NUMBERS + 1]) / PLACES[part * NUMBERS + 3];
            for (int side = middle == 0 ? 1 : -1; side <= 1; side += 2) {
                double across = (x / face[0] - side * middle) / PLACES[part * NUMBERS + 2];
                double inside = Math.max(0, Math.min(1, 4 * face[2] * (1 - across * across - down * down)));
                value += (Math.min(255, colors[part][channel]) - value) * inside;
            }
        }
        return value;
    }

    private static double[][] colors(double light) {
        return new double[][] {
            {150 + light, 110 + light, 90 + light},
            {235, 235, 230},
            {60, 45, 30},
            {50, 35, 25},
            {120 + light, 85 + light, 70 + light},
            {150, 60, 60}
        };
    }
}
