package dev.mien.server;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of a server.
 *
 * @param access where it listens, and whom it serves
 * @param models each {@code default}, {@code fast} or the path of an exported file; the first answers requests that
 *     name none
 * @param limits what it takes at most
 * @param notes what it tells people about itself
 * @param runs the folder of the training runs that it shows; empty if it shows none
 */
public record ServerOptions(
        ServerAccess access, List<String> models, ServerLimits limits, ServerNotes notes, Optional<Path> runs) {
    /** Checks that there is a model. */
    public ServerOptions {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new InvalidInputException("a server has no model, expected at least one");
        }
    }

    /** The options of a server that tells nothing about itself and shows no training runs. */
    public ServerOptions(ServerAccess access, List<String> models, ServerLimits limits) {
        this(access, models, limits, ServerNotes.unknown(), Optional.empty());
    }

    /** The same with the training runs in a folder. */
    public ServerOptions withRuns(Path folder) {
        return new ServerOptions(access, models, limits, notes, Optional.of(folder));
    }
}
