package dev.mien.training;

/**
 * @param loss mean over the samples, penalties included
 * @param penalty the part of the loss that is the penalty on the weights
 * @param accuracy 0 to 1
 */
record Score(double loss, double penalty, double accuracy) {}
