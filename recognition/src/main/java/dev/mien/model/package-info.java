/** Trained models for applications. */
@NullMarked
package dev.mien.model;

import org.jspecify.annotations.NullMarked;
