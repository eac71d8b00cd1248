/** The description that a model file carries. */
@NullMarked
package dev.mien.description;

import org.jspecify.annotations.NullMarked;
