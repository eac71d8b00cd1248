/** What an application asks: which emotions stand in the faces of a picture. */
@org.jspecify.annotations.NullMarked
package dev.mien.recognition;
