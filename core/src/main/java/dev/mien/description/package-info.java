/** What a model file says of itself. */
@NullMarked
package dev.mien.description;

import org.jspecify.annotations.NullMarked;
