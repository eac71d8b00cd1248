/** Mien as a service over HTTP. Only this package uses Jetty's and Micrometer's types. */
@NullMarked
package dev.mien.server;

import org.jspecify.annotations.NullMarked;
