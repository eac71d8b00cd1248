/** Training runs as a server shows them: read from the files in their folders, without libtorch. */
@org.jspecify.annotations.NullMarked
package dev.mien.runs;
