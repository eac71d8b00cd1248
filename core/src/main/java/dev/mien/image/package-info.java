/** Grey and colour pictures, and their decoding. */
@NullMarked
package dev.mien.image;

import org.jspecify.annotations.NullMarked;
