/** Pictures of data, training and judgement. Each class draws one kind, returns it as an image, and knows no file but {@link Pngs}. */
@NullMarked
package dev.mien.chart;

import dev.mien.drawing.Pngs;
import org.jspecify.annotations.NullMarked;
