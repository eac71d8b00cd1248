/** The types that every part of Mien shares: emotions, their scores, and the family of exceptions. */
@NullMarked
package dev.mien;

import org.jspecify.annotations.NullMarked;
