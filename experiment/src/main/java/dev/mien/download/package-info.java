/** Fetches FER2013, checks it and writes it as one CSV. */
@NullMarked
package dev.mien.download;

import org.jspecify.annotations.NullMarked;
