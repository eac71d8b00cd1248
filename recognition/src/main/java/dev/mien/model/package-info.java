/** Trained models, as an application uses them. */
@NullMarked
package dev.mien.model;

import org.jspecify.annotations.NullMarked;
