/** The forms in which answers are written, for people and for programs; docs/output.md describes them. */
@NullMarked
package dev.mien.answer;

import org.jspecify.annotations.NullMarked;
