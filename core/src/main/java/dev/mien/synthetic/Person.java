package dev.mien.synthetic;

import java.util.SplittableRandom;

/**
 * A drawn person and the light: everything that varies from picture to picture independently of the emotion. Lengths
 * are in half face widths, tones from 0 (black) to 1.
 */
record Person(Head head, Tones tones, Pose pose, Light light, Accessories accessories) {

    /** Proportions. */
    record Head(double width, double height, double eyeGap, double eyeSize, double noseLength, double mouthWidth) {}

    /** Grey tones. */
    record Tones(double skin, double hair, double iris, double lips, double background) {}

    /** The place of the face in the picture: rotation in radians, size, shift, and yaw from -1 to 1. */
    record Pose(double turn, double size, double shiftX, double shiftY, double yaw) {}

    /** Slope of brightness over the face, blur from 0 to 1, and the deviation of the noise. */
    record Light(double slopeX, double slopeY, double blur, double noise) {}

    /** Hair length from 0 to 1, height of the hairline, and features that only some people have. */
    record Accessories(double hairLength, double hairline, boolean glasses, double beard, double browThickness) {}

    static Person draw(SplittableRandom random) {
        double skin = random.nextDouble(0.38, 0.86);
        Head head = new Head(
                random.nextDouble(0.74, 0.88),
                random.nextDouble(0.98, 1.12),
                random.nextDouble(0.31, 0.39),
                random.nextDouble(0.85, 1.15),
                random.nextDouble(0.20, 0.30),
                random.nextDouble(0.26, 0.35));
        Tones tones = new Tones(
                skin,
                random.nextDouble(0.05, skin * 0.8),
                random.nextDouble(0.05, 0.3),
                skin * random.nextDouble(0.55, 0.8),
                random.nextDouble(0.1, 0.95));
        Pose pose = new Pose(
                random.nextDouble(-0.15, 0.15),
                random.nextDouble(0.84, 1.0),
                random.nextDouble(-0.09, 0.09),
                random.nextDouble(-0.01, 0.09),
                random.nextDouble(-1, 1));
        Light light = new Light(
                random.nextDouble(-0.3, 0.3),
                random.nextDouble(-0.25, 0.12),
                random.nextDouble(0, 0.6),
                random.nextDouble(0.005, 0.03));
        Accessories accessories = new Accessories(
                random.nextDouble(),
                random.nextDouble(-0.78, -0.58),
                random.nextDouble() < 0.12,
                random.nextDouble() < 0.15 ? random.nextDouble(0.2, 0.6) : 0,
                random.nextDouble(0.035, 0.07));
        return new Person(head, tones, pose, light, accessories);
    }
}
