/** Exports trained models in the formats of other programs. */
@NullMarked
package dev.mien.export;

import org.jspecify.annotations.NullMarked;
