/** Training a network: what it is trained with, the loop, its callbacks and what it leaves behind. */
@NullMarked
package dev.mien.training;

import org.jspecify.annotations.NullMarked;
