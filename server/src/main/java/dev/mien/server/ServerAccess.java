package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a server listens, and whom it serves.
 *
 * @param host the name or the address to listen on
 * @param port to listen on, 0 to 65535; 0 takes a free one
 * @param tokens that callers must have one of; empty if anybody who reaches the server is served
 * @param open whether a server without tokens may listen on an address that other machines reach
 * @param hosts further names under which callers may reach the server, for example behind a proxy, in lower case
 * @param clients how much each client may ask
 */
public record ServerAccess(
        String host, int port, Optional<Tokens> tokens, boolean open, List<String> hosts, ServerClients clients) {
    private static final int MOST_PORT = 65535;

    /** Checks that nobody opens a server to the network by accident. */
    public ServerAccess {
        hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (port < 0 || port > MOST_PORT) {
            throw new InvalidInputException("the port is " + port + ", expected 0 to " + MOST_PORT);
        }
        if (tokens.isEmpty() && !open && !address(host).isLoopbackAddress()) {
            throw new InvalidInputException(
                    "other machines reach " + host + ", and without tokens anybody there may use the server",
                    Remedy.turnOn(Remedy.Setting.TOKENS).or(Remedy.turnOn(Remedy.Setting.NO_TOKENS)));
        }
    }

    /** Without a bound for each client. */
    public ServerAccess(String host, int port, Optional<Tokens> tokens, boolean open, List<String> hosts) {
        this(host, port, tokens, open, hosts, ServerClients.unbounded());
    }

    /** A server that only this machine reaches. */
    public static ServerAccess local(int port) {
        return new ServerAccess("127.0.0.1", port, Optional.empty(), false, List.of());
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidInputException(
                    "no machine has the name " + host + ": give an address of this machine, such as 127.0.0.1", e);
        }
    }
}
