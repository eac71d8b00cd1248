/** Files that are written whole or not at all. */
@NullMarked
package dev.mien.io;

import org.jspecify.annotations.NullMarked;
