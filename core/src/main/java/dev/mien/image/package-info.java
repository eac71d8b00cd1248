/** Pictures, grey and in colour, and their decoding. */
@NullMarked
package dev.mien.image;

import org.jspecify.annotations.NullMarked;
