/** Checks what this build and this machine can do, and whether it works. */
@org.jspecify.annotations.NullMarked
package dev.mien.diagnosis;
