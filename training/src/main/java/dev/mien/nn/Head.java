package dev.mien.nn;

/**
 * One head of a network: neighbouring outputs that share a softmax.
 *
 * @param offset index of the head's first output among all outputs of the network
 * @param classes number of the head's outputs
 */
public record Head(int offset, int classes) {}
