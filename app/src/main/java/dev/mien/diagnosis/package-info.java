/** What this build and this machine can do, and whether it works: what {@code doctor} tells. */
@org.jspecify.annotations.NullMarked
package dev.mien.diagnosis;
