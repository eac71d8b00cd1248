/** Tells people apart by their looks, so that a person has one number in all pictures and videos of a run. */
@NullMarked
package dev.mien.people;

import org.jspecify.annotations.NullMarked;
