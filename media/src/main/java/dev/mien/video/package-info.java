/** Emotions in video: reads videos, follows faces, and writes marked videos. Only this package uses FFmpeg's types. */
@org.jspecify.annotations.NullMarked
package dev.mien.video;
