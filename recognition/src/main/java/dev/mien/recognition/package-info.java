/** Recognizes emotions in the faces of pictures: the entry for applications. */
@org.jspecify.annotations.NullMarked
package dev.mien.recognition;
