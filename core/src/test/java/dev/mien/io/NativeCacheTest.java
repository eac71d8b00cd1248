package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The home of these users is a file, so that nobody can make a folder in it, not even root. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no permissions of POSIX there")
class NativeCacheTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path temporary;
    private Path own;

    @BeforeEach
    void makeTemporary() throws IOException {
        home = Files.createFile(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        own = temporary.resolve("mien-native-anna_b");
    }

    private Optional<Path> choose() {
        return NativeCache.choose(home, temporary, "anna b");
    }

    @Test
    void aHomeWithRoomIsJavaCppsOwnAffair() throws IOException {
        Path room = Files.createDirectory(folder.resolve("room"));
        assertThat(NativeCache.choose(room, temporary, "anna")).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void thePrivateFolderIsUsedAgain() throws IOException {
        assertThat(choose()).contains(own);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        assertThat(choose()).contains(own);
        assertThat(temporary).isDirectoryNotContaining(other -> !other.equals(own));
    }

    @Test
    void aFolderThatOthersCanWriteIsNotUsed() throws IOException {
        Files.createDirectory(own);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertAnother();
    }

    @Test
    void aLinkIsNotUsed() throws IOException {
        Files.createSymbolicLink(own, Files.createDirectory(folder.resolve("elsewhere")));
        assertAnother();
    }

    private void assertAnother() throws IOException {
        Path another = choose().orElseThrow();
        assertThat(another).hasParent(temporary).isNotEqualTo(own);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(another)))
                .isEqualTo("rwx------");
    }
}
