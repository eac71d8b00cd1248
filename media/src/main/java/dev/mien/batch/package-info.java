/** Many pictures: finds them, gives their answers in order, and draws them. */
@NullMarked
package dev.mien.batch;

import org.jspecify.annotations.NullMarked;
