/** The data of a run, and the models that it learned from. */
@NullMarked
package dev.mien.run;

import org.jspecify.annotations.NullMarked;
