/** Measures of a classifier: confusion matrix, report, curves, calibration. */
@NullMarked
package dev.mien.evaluation;

import org.jspecify.annotations.NullMarked;
