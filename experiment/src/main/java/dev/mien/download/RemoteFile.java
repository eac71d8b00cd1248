package dev.mien.download;

import java.net.URI;

/**
 * A file that a source offers.
 *
 * @param name name of its local copy, without folders
 * @param address to fetch it from
 */
record RemoteFile(String name, URI address) {
    /** The same file on another server with the same paths. {@code mirror} gives scheme, host and port. */
    RemoteFile on(URI mirror) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new RemoteFile(name, mirror.resolve(address.getRawPath() + query));
    }
}
