package dev.mien.download;

import java.net.URI;

/**
 * A file that a source offers.
 *
 * @param name under which it is kept, without folders
 * @param address from which it is fetched
 */
record RemoteFile(String name, URI address) {
    /** The same file on another server, which has the same paths: {@code mirror} gives scheme, host and port. */
    RemoteFile on(URI mirror) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new RemoteFile(name, mirror.resolve(address.getRawPath() + query));
    }
}
