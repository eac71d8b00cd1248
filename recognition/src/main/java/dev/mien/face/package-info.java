/** Faces in a picture: where they are, and where their eyes are. */
@NullMarked
package dev.mien.face;

import org.jspecify.annotations.NullMarked;
