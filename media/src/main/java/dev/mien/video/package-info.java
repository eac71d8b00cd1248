/** Emotions in video: reading, following faces, and writing what was seen. FFmpeg's types stay in here. */
@org.jspecify.annotations.NullMarked
package dev.mien.video;
