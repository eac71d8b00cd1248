/** One experiment from data to report: training, judging, comparing, exporting and reporting a run. */
@NullMarked
package dev.mien.experiment;

import org.jspecify.annotations.NullMarked;
