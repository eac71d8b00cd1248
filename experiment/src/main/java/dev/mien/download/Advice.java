package dev.mien.download;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a user can do where a file cannot be fetched. */
final class Advice {
    private Advice() {}

    static TransferFailedException gaveUp(RemoteFile file, Path whole, Failure failure, int attempts) {
        String what = failure.offline()
                ? "no connection to " + file.address().getHost() + ": " + failure.reason() + " (" + attempts
                        + " attempts). Is this machine online? "
                        + "A proxy is named by MIEN_JAVA_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'"
                : file.address() + " could not be fetched: " + failure.reason() + " (" + attempts
                        + (failure.damaged()
                                ? " attempts). Nothing of it is kept; the same command begins anew"
                                : " attempts without a byte more). What has arrived is kept; the same command goes on from"
                                        + " there");
        String message = what + ". " + byHand(file, whole);
        return failure.cause()
                .map(cause -> new TransferFailedException(message, cause))
                .orElseGet(() -> new TransferFailedException(message));
    }

    /** A status that another attempt would meet again. */
    static TransferFailedException refused(RemoteFile file, Path part, HttpResponse<?> response) {
        String meaning = switch (response.statusCode()) {
            case 401, 403 -> " (the server wants to know who asks)";
            case 404, 410 -> " (the file is not there any more)";
            default -> "";
        };
        return new TransferFailedException(file.address() + " answered with status " + response.statusCode() + meaning
                + ". " + byHand(file, whole(file, part)));
    }

    /** A page for people in the file's place: a server that wants a login, or a network that does. */
    static void refuseAWebPage(RemoteFile file, Path part, HttpResponse<?> response) {
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            throw new TransferFailedException(file.address() + " answered with a web page of "
                    + response.uri().getHost() + " in the file's place, perhaps one to log in. "
                    + byHand(file, whole(file, part)));
        }
    }

    /** The same failure with the other files that are missing, for who fetches them by hand. */
    static TransferFailedException withOthers(
            TransferFailedException failure, RemoteFile failed, List<RemoteFile> files, Path folder) {
        String others = files.stream()
                .filter(file -> !file.equals(failed) && !Files.exists(folder.resolve(file.name())))
                .map(file -> "\n  " + file.address() + " as " + folder.resolve(file.name()))
                .collect(Collectors.joining());
        return others.isEmpty()
                ? failure
                : new TransferFailedException(failure.getMessage() + ". Missing too:" + others, failure);
    }

    private static Path whole(RemoteFile file, Path part) {
        return part.resolveSibling(file.name());
    }

    private static String byHand(RemoteFile file, Path whole) {
        return "By hand: fetch " + file.address() + " with a browser, on any machine, save it as " + whole
                + " and run the same command again; or choose another source with --from";
    }
}
