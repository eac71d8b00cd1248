package dev.mien.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder to which JavaCPP unpacks native libraries. By default it is in the user's home, and if that cannot be
 * written, in the folder for temporary files under a name that any user can guess and fill with libraries of their own.
 * This class chooses a private folder instead.
 */
public final class NativeCache {
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String OTHER_PROPERTY = "org.bytedeco.javacpp.cacheDir";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private NativeCache() {}

    /** Chooses the folder, once. It must be called before JavaCPP loads a library. A folder that was set stays. */
    public static synchronized void choose() {
        if (System.getProperty(PROPERTY) == null && System.getProperty(OTHER_PROPERTY) == null) {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            choose(Path.of(System.getProperty("user.home")), temporary, System.getProperty("user.name"))
                    .ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
        }
    }

    /** A private folder below the one for temporary files; empty if the home has room, or nothing can be written. */
    static Optional<Path> choose(Path home, Path temporary, String user) {
        if (home.isAbsolute() && isWritable(home.resolve(".javacpp").resolve("cache"))) {
            return Optional.empty();
        }
        try {
            Path another = Files.createTempDirectory(temporary, "mien-native");
            Path own = temporary.resolve("mien-native-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
            if (isPrivate(own, another)) {
                Files.delete(another);
                return Optional.of(own);
            }
            return Optional.of(another);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a folder is the user's alone. It is created if it is missing. */
    private static boolean isPrivate(Path folder, Path ofUser) throws IOException {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException e) {
            // whose it is, is checked below
        }
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ofUser))
                && (!isPosix || OWNER.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)));
    }
}
