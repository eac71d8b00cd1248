package dev.mien.training;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's training samples as they were seen, penalties included
 * @param accuracy share of those samples that were classified correctly, 0 to 1
 * @param validationLoss mean over the validation samples, penalties included
 * @param validationAccuracy 0 to 1
 * @param learningRate of the epoch's last step
 * @param seconds of training, without validation
 * @param imagesPerSecond in training
 */
public record EpochResult(
        int epoch,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double seconds,
        double imagesPerSecond) {}
