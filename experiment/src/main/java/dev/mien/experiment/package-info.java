/** One experiment from data to report: what the commands train, study, evaluate and report share. */
@NullMarked
package dev.mien.experiment;

import org.jspecify.annotations.NullMarked;
