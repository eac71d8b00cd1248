/** The vocabulary that every part of Mien shares: emotions, their scores, and the one family of errors. */
@NullMarked
package dev.mien;

import org.jspecify.annotations.NullMarked;
