package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.io.FailureReason;
import dev.mien.io.FileNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Resolves names to pictures: files, folders, patterns ({@code "photos/*.jpg"}) and {@code -} for standard input. */
public final class PictureInputs {
    /** The name of standard input. */
    public static final String STANDARD_INPUT = "-";

    /**
     * The endings of pictures in folders, which also hold other files. A file that the caller names may have any
     * ending.
     */
    private static final Set<String> ENDINGS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "hif", "avif");

    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    private static final Pattern SLASHES = Pattern.compile("/+");

    private final boolean recursive;
    private final Supplier<InputStream> standardInput;
    private final Predicate<String> video;

    /**
     * Prepares the search for pictures.
     *
     * @param recursive whether to search folders in folders
     * @param standardInput gives the stream for {@value #STANDARD_INPUT}
     */
    public PictureInputs(boolean recursive, Supplier<InputStream> standardInput) {
        this(recursive, standardInput, name -> false);
    }

    /**
     * Prepares the search for pictures and videos.
     *
     * @param video whether a file of a folder is a video, by its name
     */
    public PictureInputs(boolean recursive, Supplier<InputStream> standardInput, Predicate<String> video) {
        this.recursive = recursive;
        this.standardInput = standardInput;
        this.video = video;
    }

    /**
     * The pictures in the order of the arguments. Those of a folder or a pattern are sorted by their paths.
     *
     * @throws InvalidInputException if a folder or a pattern has no picture
     */
    public List<PictureSource> of(List<String> arguments) {
        if (arguments.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new InvalidInputException("- is given twice: standard input holds one file");
        }
        List<PictureSource> sources = new ArrayList<>();
        arguments.forEach(argument -> sources.addAll(of(argument)));
        return sources;
    }

    private List<PictureSource> of(String argument) {
        if (argument.equals(STANDARD_INPUT)) {
            return List.of(new PictureSource.Stream(standardInput));
        }
        boolean wild = WILD.matcher(argument).find();
        if (wild && !isThere(argument)) {
            return pattern(argument.replace(File.separatorChar, '/'));
        }
        Path path = path(argument);
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        return List.of(new PictureSource.File(path, parent(path)));
    }

    /** A name with wildcards may be a file's name, but on Windows it is not a valid path. */
    private static boolean isThere(String argument) {
        try {
            return Files.exists(FileNames.parse(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path path(String argument) {
        try {
            return FileNames.parse(argument);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("'" + argument + "' is not a path: " + e.getReason(), e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private List<PictureSource> folder(Path folder) {
        List<PictureSource> found = search(folder, folder, recursive ? Integer.MAX_VALUE : 1, this::isWanted);
        if (found.isEmpty()) {
            String problem = "the folder " + folder + " holds no picture (" + endings() + ")"
                    + (video.test("a.mp4") ? " and no video" : "") + ": give another folder, or name the files";
            throw recursive
                    ? new InvalidInputException(problem)
                    : new InvalidInputException(problem, Remedy.turnOn(Remedy.Setting.RECURSION));
        }
        return found;
    }

    private boolean isWanted(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && (isPictureName(name) || video.test(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a file's name ends like a picture's. */
    public static boolean isPictureName(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static String endings() {
        return String.join(", ", ENDINGS.stream().sorted().toList());
    }

    private List<PictureSource> pattern(String argument) {
        String folder = folderOf(argument);
        Path start = path(folder);
        PathMatcher matcher = matcher(argument);
        boolean deep = argument.contains("**");
        int depth = deep ? Integer.MAX_VALUE : names(argument) - names(folder);
        List<PictureSource> found =
                Files.isDirectory(start) ? search(start, start, depth, matcher::matches) : List.of();
        if (found.isEmpty()) {
            throw new InvalidInputException("no file matches '" + argument + "' or has that name");
        }
        return found;
    }

    private static PathMatcher matcher(String argument) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + argument);
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException(
                    "'" + argument + "' is neither a file nor a pattern: " + e.getDescription(), e);
        }
    }

    /** The folder part of a pattern, before its first wildcard. */
    private static String folderOf(String argument) {
        String before = WILD.split(argument, 2)[0];
        return before.substring(0, before.lastIndexOf('/') + 1);
    }

    private static int names(String argument) {
        return (int)
                SLASHES.splitAsStream(argument).filter(name -> !name.isEmpty()).count();
    }

    private static List<PictureSource> search(Path start, Path root, int depth, Predicate<Path> wanted) {
        Path from = start.toString().isEmpty() ? Path.of(".") : start;
        try {
            return new PictureSearch(from, root, wanted).found(depth);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the folder " + from + ": " + FailureReason.of(e), e);
        }
    }
}
