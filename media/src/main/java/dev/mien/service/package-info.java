/** Recognition for many callers at once: bounded admission, and one recognizer that all share. */
@NullMarked
package dev.mien.service;

import org.jspecify.annotations.NullMarked;
