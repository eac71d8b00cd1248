/** Faces with labels: reads, splits and scales them. */
@NullMarked
package dev.mien.dataset;

import org.jspecify.annotations.NullMarked;
