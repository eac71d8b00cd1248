package dev.mien.recognition;

/**
 * A Kalman filter of a number that moves with a velocity of its own: the motion model of SORT, for one coordinate. Time is in
 * seconds, so that frames need not come at even times. Between two sightings the velocity takes a random walk (white noise of
 * acceleration; Bar-Shalom, Li and Kirubarajan, Estimation with Applications to Tracking and Navigation, section 6.2.2).
 *
 * @param position its mean
 * @param velocity its mean, a second
 * @param positionVariance how unsure the position is
 * @param covariance of position and velocity
 * @param velocityVariance how unsure the velocity is
 */
record ConstantVelocity(
        double position, double velocity, double positionVariance, double covariance, double velocityVariance) {
    /**
     * How unruly the motion is.
     *
     * @param drift variance that the position gains in a second beside the velocity's
     * @param acceleration variance that the velocity gains in a second
     */
    record Noise(double drift, double acceleration) {}

    /** A number seen once, whose velocity is not known. */
    static ConstantVelocity at(double position, double positionVariance, double velocityVariance) {
        return new ConstantVelocity(position, 0, positionVariance, 0, velocityVariance);
    }

    /** Where it is {@code seconds} later, which are at least 0. */
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

    /** What is known when it is seen at {@code place}, give or take {@code variance}, above 0. */
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
