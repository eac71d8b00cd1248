/** Draws answers: marked photos and frames, heat maps, timelines, and the colours and fonts of all pictures. */
@NullMarked
package dev.mien.drawing;

import org.jspecify.annotations.NullMarked;
