package dev.mien.recognition;

import dev.mien.face.Box;

/**
 * A moving box: a filter for each coordinate of its centre and for the logarithms of its width and height. The velocity
 * of the sizes stays 0; otherwise a face that the detector enlarged by mistake in one frame would become huge during a
 * second of occlusion.
 *
 * <p>Lengths are in face heights, so near and far faces are treated alike. The constants are those of DeepSORT (Wojke,
 * Bewley and Paulus, arXiv 1703.07402) at 25 frames a second: a detector's deviation is 1/20 of the height. The
 * velocity changes by 1/160 of the height per frame in each frame, and its deviation starts at ten times that.
 *
 * @param x of the centre
 * @param y of the centre
 * @param logWidth natural logarithm of the width in pixels
 * @param logHeight natural logarithm of the height in pixels
 */
record BoxMotion(ConstantVelocity x, ConstantVelocity y, ConstantVelocity logWidth, ConstantVelocity logHeight) {
    private static final double SIGHT_VARIANCE = square(1 / 20.0);
    private static final double FRAMES_A_SECOND = 25;
    private static final double ACCELERATION = square(FRAMES_A_SECOND / 160) * FRAMES_A_SECOND;
    private static final double FIRST_VELOCITY_VARIANCE = square(10 * FRAMES_A_SECOND / 160);

    /** The size of a face that walks towards the camera changes by a third in a second. */
    private static final ConstantVelocity.Noise SIZE_NOISE = new ConstantVelocity.Noise(square(1 / 3.0), 0);

    /** The motion of a box seen for the first time. */
    static BoxMotion of(Box box) {
        double unit = square(box.height());
        return new BoxMotion(
                ConstantVelocity.at(centreX(box), SIGHT_VARIANCE * unit, FIRST_VELOCITY_VARIANCE * unit),
                ConstantVelocity.at(centreY(box), SIGHT_VARIANCE * unit, FIRST_VELOCITY_VARIANCE * unit),
                ConstantVelocity.at(Math.log(box.width()), SIGHT_VARIANCE, 0),
                ConstantVelocity.at(Math.log(box.height()), SIGHT_VARIANCE, 0));
    }

    /** The motion after {@code seconds}, at least 0. */
    BoxMotion after(double seconds) {
        ConstantVelocity.Noise noise = new ConstantVelocity.Noise(0, ACCELERATION * square(height()));
        return new BoxMotion(
                x.after(seconds, noise),
                y.after(seconds, noise),
                logWidth.after(seconds, SIZE_NOISE),
                logHeight.after(seconds, SIZE_NOISE));
    }

    /** The motion after a sighting of the box. */
    BoxMotion seen(Box box) {
        double variance = SIGHT_VARIANCE * square(box.height());
        return new BoxMotion(
                x.seen(centreX(box), variance),
                y.seen(centreY(box), variance),
                logWidth.seen(Math.log(box.width()), SIGHT_VARIANCE),
                logHeight.seen(Math.log(box.height()), SIGHT_VARIANCE));
    }

    /** The box at its present place. */
    Box box() {
        double width = Math.exp(logWidth.position());
        return new Box(x.position() - width / 2, y.position() - height() / 2, width, height());
    }

    private double height() {
        return Math.exp(logHeight.position());
    }

    private static double centreX(Box box) {
        return box.x() + box.width() / 2;
    }

    private static double centreY(Box box) {
        return box.y() + box.height() / 2;
    }

    private static double square(double value) {
        return value * value;
    }
}
