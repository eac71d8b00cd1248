/** Trained models in other programs' forms. */
@NullMarked
package dev.mien.export;

import org.jspecify.annotations.NullMarked;
