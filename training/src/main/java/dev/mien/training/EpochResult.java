package dev.mien.training;

/**
 * The result of one epoch.
 *
 * @param epoch from 1
 * @param loss the mean loss over the epoch's training samples as they were seen, penalties included
 * @param accuracy the share of those samples that were classified correctly, 0 to 1
 * @param validationLoss the mean loss over the validation samples, penalties included
 * @param validationAccuracy the share of validation samples that were classified correctly, 0 to 1
 * @param learningRate the learning rate of the epoch's last step
 * @param seconds the seconds of training, without validation
 * @param imagesPerSecond the images per second in training
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
