/** Random changes to a training picture that keep its label. */
@NullMarked
package dev.mien.augmentation;

import org.jspecify.annotations.NullMarked;
