/** Charts of data, training and judgement. Each class draws one kind and returns it as an image. */
@NullMarked
package dev.mien.chart;

import org.jspecify.annotations.NullMarked;
