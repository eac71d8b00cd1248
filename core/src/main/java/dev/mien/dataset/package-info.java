/** Faces with labels: reading, splitting, scaling and drawing them. */
@NullMarked
package dev.mien.dataset;

import org.jspecify.annotations.NullMarked;
