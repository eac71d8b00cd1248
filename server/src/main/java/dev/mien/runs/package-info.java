/** Training runs as a server shows them: read from the files in their folders, without libtorch. */
@NullMarked
package dev.mien.runs;

import org.jspecify.annotations.NullMarked;
