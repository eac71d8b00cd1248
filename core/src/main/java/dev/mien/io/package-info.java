/** Writes files whole or not at all. */
@NullMarked
package dev.mien.io;

import org.jspecify.annotations.NullMarked;
