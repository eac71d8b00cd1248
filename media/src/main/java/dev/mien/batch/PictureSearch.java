package dev.mien.batch;

import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the files of a folder. Links are followed after everything else, and each real file and folder is visited once.
 * So links in circles end, and links in diamonds do not multiply the files. An unreadable folder becomes an unreadable
 * picture.
 */
final class PictureSearch {
    private final Path from;
    private final Path root;
    private final Predicate<Path> wanted;
    private final List<PictureSource> found = new ArrayList<>();
    private final Set<Path> visited = new HashSet<>();
    private final Deque<Path> links = new ArrayDeque<>();

    /**
     * @param from where the search begins
     * @param root the folder that the caller named; empty for the current one
     * @param wanted which paths of files are wanted
     */
    PictureSearch(Path from, Path root, Predicate<Path> wanted) {
        this.from = from;
        this.root = root;
        this.wanted = wanted;
    }

    /**
     * The files, sorted by their paths.
     *
     * @param depth 1 for the files of the folder itself
     * @throws IOException if the folder cannot be read
     */
    List<PictureSource> found(int depth) throws IOException {
        walk(from, depth);
        for (Path link = links.poll(); link != null; link = links.poll()) {
            follow(link, depth - (link.getNameCount() - from.getNameCount()));
        }
        found.sort(Comparator.comparing(PictureSource::place));
        return found;
    }

    private void follow(Path link, int depth) throws IOException {
        if (!Files.exists(link)) {
            // reading it says that it leads nowhere
            add(link);
        } else if (!Files.isDirectory(link)) {
            file(link);
        } else if (depth > 0) {
            walk(link, depth);
        }
    }

    private void walk(Path folder, int depth) throws IOException {
        Files.walkFileTree(real(folder), Set.of(), depth, new SimpleFileVisitor<>() {
            private final Path start = real(folder);

            private Path named(Path path) {
                return path.equals(start) ? folder : folder.resolve(start.relativize(path));
            }

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return visited.add(path) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    links.add(named(path));
                } else if (!attributes.isDirectory()) {
                    file(named(path));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (named(path).equals(from)) {
                    throw failure;
                }
                found.add(new PictureSource.Unreadable(
                        PictureSearch.this.named(named(path)), root, FailureReason.of(failure)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path real(Path folder) throws IOException {
        return folder.toRealPath();
    }

    private void file(Path path) throws IOException {
        if (wanted.test(named(path)) && visited.add(path.toRealPath())) {
            add(path);
        }
    }

    private void add(Path path) {
        if (wanted.test(named(path))) {
            found.add(new PictureSource.File(named(path), root));
        }
    }

    private Path named(Path file) {
        return root.toString().isEmpty() ? from.relativize(file) : file;
    }
}
