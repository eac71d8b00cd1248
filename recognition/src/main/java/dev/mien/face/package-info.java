/** Finds the faces of a picture and their eyes, and cuts them out for a network. */
@NullMarked
package dev.mien.face;

import org.jspecify.annotations.NullMarked;
