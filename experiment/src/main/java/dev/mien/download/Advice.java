package dev.mien.download;

import dev.mien.Remedy;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a user can do if a file cannot be fetched. */
final class Advice {
    private static final Remedy OTHER_SOURCE = Remedy.change(Remedy.Setting.SOURCE);

    private Advice() {}

    static TransferFailedException gaveUp(RemoteFile file, Path whole, Failure failure, int attempts) {
        String what = failure.offline()
                ? "no connection to " + file.address().getHost() + ": " + failure.reason() + " (" + attempts
                        + " attempts). Is this machine online?"
                : file.address() + " could not be fetched: " + failure.reason() + " (" + attempts
                        + (failure.damaged()
                                ? " attempts). The damaged file is deleted, and another attempt begins again."
                                : " attempts without a byte more). The bytes that arrived are kept, and another attempt"
                                        + " continues from there.");
        Remedy remedy = failure.offline() ? Remedy.to(Remedy.Action.NAME_PROXY).or(OTHER_SOURCE) : OTHER_SOURCE;
        String problem = what + " " + byHand(file, whole);
        return failure.cause()
                .map(cause -> new TransferFailedException(problem, remedy, cause))
                .orElseGet(() -> new TransferFailedException(problem, remedy));
    }

    /** A status that another attempt would get again. */
    static TransferFailedException refused(RemoteFile file, Path part, HttpResponse<?> response) {
        String meaning = switch (response.statusCode()) {
            case 401, 403 -> " (the server wants a login)";
            case 404, 410 -> " (the file no longer exists)";
            default -> "";
        };
        return new TransferFailedException(
                file.address() + " answered with status " + response.statusCode() + meaning + ". "
                        + byHand(file, whole(file, part)),
                OTHER_SOURCE);
    }

    /** Rejects a web page instead of the file: a server or a network wants a login. */
    static void refuseAWebPage(RemoteFile file, Path part, HttpResponse<?> response) {
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            throw new TransferFailedException(
                    file.address() + " answered with a web page of "
                            + response.uri().getHost() + " instead of the file, perhaps a login page. "
                            + byHand(file, whole(file, part)),
                    OTHER_SOURCE);
        }
    }

    /** The same failure with the other missing files, for users who fetch them by hand. */
    static TransferFailedException withOthers(
            TransferFailedException failure, RemoteFile failed, List<RemoteFile> files, Path folder) {
        String others = files.stream()
                .filter(file -> !file.equals(failed) && !Files.exists(folder.resolve(file.name())))
                .map(file -> file.address() + " as " + folder.resolve(file.name()))
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? failure
                : new TransferFailedException(failure.problem() + ". Also missing: " + others, failure);
    }

    private static Path whole(RemoteFile file, Path part) {
        return part.resolveSibling(file.name());
    }

    private static String byHand(RemoteFile file, Path whole) {
        return "Or fetch " + file.address() + " with a browser on any machine, save it as " + whole
                + " and download again";
    }
}
