/** Measures of a classifier: confusion matrix, report, curves. */
@NullMarked
package dev.mien.evaluation;

import org.jspecify.annotations.NullMarked;
