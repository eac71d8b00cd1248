/** Pictures of answers: marked photos and frames, heat maps, timelines, and the colours and fonts that all pictures share. */
@NullMarked
package dev.mien.drawing;

import org.jspecify.annotations.NullMarked;
