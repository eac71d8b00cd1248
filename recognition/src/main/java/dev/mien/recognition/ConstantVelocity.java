package dev.mien.recognition;

/**
 * A Kalman filter of a number with a velocity: SORT's motion model for one coordinate. Time is in seconds, so frames
 * may come at uneven times. Between sightings the velocity takes a random walk (white-noise acceleration; Bar-Shalom,
 * Li and Kirubarajan, Estimation with Applications to Tracking and Navigation, section 6.2.2).
 *
 * @param position mean position
 * @param velocity mean velocity per second
 * @param positionVariance variance of the position
 * @param covariance of position and velocity
 * @param velocityVariance variance of the velocity
 */
record ConstantVelocity(
        double position, double velocity, double positionVariance, double covariance, double velocityVariance) {
    /**
     * The noise of the motion.
     *
     * @param drift variance that the position gains per second, in addition to the velocity's
     * @param acceleration variance that the velocity gains per second
     */
    record Noise(double drift, double acceleration) {}

    /** A number seen once, with an unknown velocity. */
    static ConstantVelocity at(double position, double positionVariance, double velocityVariance) {
        return new ConstantVelocity(position, 0, positionVariance, 0, velocityVariance);
    }

    /** The state after {@code seconds}, at least 0. */
    ConstantVelocity after(double seconds, Noise noise) {
        double q = noise.acceleration() * seconds;
        return new ConstantVelocity(
                position + seconds * velocity,
                velocity,
                positionVariance
                        + seconds * (2 * covariance + seconds * velocityVariance)
                        + q * seconds * seconds / 3
                        + noise.drift() * seconds,
                covariance + seconds * velocityVariance + q * seconds / 2,
                velocityVariance + q);
    }

    /** The state after a sighting at {@code place} with a {@code variance} above 0. */
    ConstantVelocity seen(double place, double variance) {
        double innovation = place - position;
        double total = positionVariance + variance;
        double gain = positionVariance / total;
        double velocityGain = covariance / total;
        return new ConstantVelocity(
                position + gain * innovation,
                velocity + velocityGain * innovation,
                (1 - gain) * positionVariance,
                (1 - gain) * covariance,
                velocityVariance - velocityGain * covariance);
    }
}
