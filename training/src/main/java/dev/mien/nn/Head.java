package dev.mien.nn;

/**
 * One of a network's answers: neighbouring outputs that share a softmax.
 *
 * @param offset of its first output among the network's
 * @param classes number of its outputs
 */
public record Head(int offset, int classes) {}
