package dev.mien.training;

import java.util.Optional;

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
 * @param penalty the part of both losses that is penalty; empty in a history of an earlier version
 */
public record EpochResult(
        int epoch,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double seconds,
        double imagesPerSecond,
        Optional<Penalty> penalty) {

    /** An epoch whose penalty is unknown. */
    public EpochResult(
            int epoch,
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double seconds,
            double imagesPerSecond) {
        this(
                epoch,
                loss,
                accuracy,
                validationLoss,
                validationAccuracy,
                learningRate,
                seconds,
                imagesPerSecond,
                Optional.empty());
    }
}
