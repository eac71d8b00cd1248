/** Faces that Mien draws: a labelled data set that anybody may have, for first tries and for tests. */
@NullMarked
package dev.mien.synthetic;

import org.jspecify.annotations.NullMarked;
