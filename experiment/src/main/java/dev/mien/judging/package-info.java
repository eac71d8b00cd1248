/** Models that are judged on labelled faces, and the scores that come of it. */
@NullMarked
package dev.mien.judging;

import org.jspecify.annotations.NullMarked;
