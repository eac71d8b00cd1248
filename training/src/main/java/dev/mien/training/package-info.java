/** Trains a network: its configuration, the loop, the callbacks and the files of a run. */
@NullMarked
package dev.mien.training;

import org.jspecify.annotations.NullMarked;
