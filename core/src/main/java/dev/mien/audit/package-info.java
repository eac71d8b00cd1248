/**
 * What is wrong in a data set: copies, leaks, contradictions, empty pictures, and labels that FER+'s taggers reject.
 */
@NullMarked
package dev.mien.audit;

import org.jspecify.annotations.NullMarked;
