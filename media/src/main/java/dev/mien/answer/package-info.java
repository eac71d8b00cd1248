/** The forms of written answers, for people and for programs. docs/output.md describes them. */
@NullMarked
package dev.mien.answer;

import org.jspecify.annotations.NullMarked;
