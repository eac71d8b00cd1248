/** Pictures by the thousand: which ones are meant, their answers in order, and the forms in which answers are written. */
@NullMarked
package dev.mien.batch;

import org.jspecify.annotations.NullMarked;
