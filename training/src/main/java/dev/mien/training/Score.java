package dev.mien.training;

/**
 * @param loss mean over the samples, penalties included
 * @param accuracy 0 to 1
 */
record Score(double loss, double accuracy) {}
