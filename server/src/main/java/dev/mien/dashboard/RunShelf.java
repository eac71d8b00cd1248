package dev.mien.dashboard;

import dev.mien.InvalidInputException;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The training runs in a folder, and in its folders: each folder with a config.json is a run. A run's files are read
 * again only when they have changed. May be used by several threads.
 */
public final class RunShelf {
    private static final int LONGEST = 95;

    private final Path folder;
    private final Clock clock;
    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    private record Read(RunFiles.Stamp stamp, RunSummary.Contents contents) {}

    /**
     * Opens a folder.
     *
     * @throws InvalidInputException if there is no such folder
     */
    public RunShelf(Path folder) {
        this(folder, Clock.systemUTC());
    }

    RunShelf(Path folder, Clock clock) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("there is no folder " + folder + ": name the folder that holds the runs");
        }
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * All runs, those first whose files were written last.
     *
     * @throws InvalidInputException if the folder cannot be read any more
     */
    public List<RunSummary> list() {
        Map<String, Path> found = found();
        known.keySet().retainAll(new HashSet<>(found.values()));
        List<RunSummary> runs = new ArrayList<>();
        found.forEach((id, path) -> runs.add(summary(id, path)));
        runs.sort(Comparator.comparing(RunSummary::changed).reversed().thenComparing(RunSummary::id));
        return runs;
    }

    /** The run of an id; empty if there is none. */
    public Optional<RunDetails> run(String id) {
        Optional<Path> path = Optional.ofNullable(found().get(id));
        return path.map(found -> new RunDetails(summary(id, found), new RunFiles(found)));
    }

    private RunSummary summary(String id, Path path) {
        RunFiles files = new RunFiles(path);
        RunFiles.Stamp stamp = files.stamp();
        Read read = known.get(path);
        if (read == null || !read.stamp().equals(stamp)) {
            read = new Read(stamp, RunSummary.Contents.read(name(path), files));
            known.put(path, read);
        }
        return read.contents().at(clock.instant(), id, Instant.ofEpochMilli(stamp.newest()));
    }

    private String name(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    /** The folders of the runs by the runs' ids. An id leads nowhere else, whatever a caller makes up. */
    private Map<String, Path> found() {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path child : folders(folder)) {
            if (RunFiles.isRun(child)) {
                found.put(id(child, found.keySet()), child);
            } else {
                folders(child).stream().filter(RunFiles::isRun).forEach(run -> found.put(id(run, found.keySet()), run));
            }
        }
        return found;
    }

    private String id(Path path, Set<String> taken) {
        String plain = name(path).replace('/', '.').replaceAll("[^A-Za-z0-9._-]", "_");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST));
        String id = cut;
        for (int i = 2; taken.contains(id); i++) {
            id = cut + "-" + i;
        }
        return id;
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new InvalidInputException("the folder of the runs cannot be read: " + FailureReason.of(e), e);
        }
    }
}
