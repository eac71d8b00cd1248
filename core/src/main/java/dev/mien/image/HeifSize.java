package dev.mien.image;

/** Width and height in pixels, each at least 1. */
record HeifSize(int width, int height) {}
