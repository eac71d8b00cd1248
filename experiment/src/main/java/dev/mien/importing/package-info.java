/** Models of other programs, made readable for every command. */
@NullMarked
package dev.mien.importing;

import org.jspecify.annotations.NullMarked;
