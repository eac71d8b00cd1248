/** Draws faces: a labelled data set that anyone can make, for first tries and for tests. */
@NullMarked
package dev.mien.synthetic;

import org.jspecify.annotations.NullMarked;
