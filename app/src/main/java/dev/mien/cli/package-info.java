/** The command line. */
@NullMarked
package dev.mien.cli;

import org.jspecify.annotations.NullMarked;
