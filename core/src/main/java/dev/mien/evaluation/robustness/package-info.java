/** How well a model does where pictures are worse than those it learned from. */
@NullMarked
package dev.mien.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
