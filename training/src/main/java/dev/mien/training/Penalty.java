package dev.mien.training;

/**
 * The part of an epoch's losses that comes from the penalty on the weights. The rest is cross-entropy.
 *
 * @param training the mean over the epoch's steps, at least 0
 * @param validation the penalty of the weights that were validated, at least 0
 */
public record Penalty(double training, double validation) {}
