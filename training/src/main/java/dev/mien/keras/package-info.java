/** Files of Keras, read and written. */
@NullMarked
package dev.mien.keras;

import org.jspecify.annotations.NullMarked;
