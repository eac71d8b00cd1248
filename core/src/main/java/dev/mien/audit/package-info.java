/** What is wrong in a data set: copies, leaks, contradictions, empty pictures, labels that FER+'s taggers deny. */
@NullMarked
package dev.mien.audit;

import org.jspecify.annotations.NullMarked;
