/** FER2013 from the addresses where it is offered: fetched, read, checked and written as one CSV. */
@NullMarked
package dev.mien.download;

import org.jspecify.annotations.NullMarked;
