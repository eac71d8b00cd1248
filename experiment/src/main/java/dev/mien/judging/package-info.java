/** Judges models on labelled faces. */
@NullMarked
package dev.mien.judging;

import org.jspecify.annotations.NullMarked;
