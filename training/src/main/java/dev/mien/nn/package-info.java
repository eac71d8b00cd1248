/** Network architectures as data: layers, their shapes and parameter counts, and the registry of names. */
@NullMarked
package dev.mien.nn;

import org.jspecify.annotations.NullMarked;
