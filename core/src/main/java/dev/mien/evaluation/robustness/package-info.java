/** Measures a model on pictures that are worse than those it learned from. */
@NullMarked
package dev.mien.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
