/** Reports as one HTML file that opens offline. */
@NullMarked
package dev.mien.report;

import org.jspecify.annotations.NullMarked;
