package dev.mien.engine;

import dev.mien.io.NativeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Where libtorch stands. Nothing here loads it, or takes its 360 MB out of their jar. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** What there is of it. */
    public enum Presence {
        /** In no jar: this build is for another platform. */
        ABSENT,
        /** In its jar; the first training takes it out. */
        PACKED,
        /** In JavaCPP's cache. */
        UNPACKED
    }

    /** The version of the build, as its jar tells it. */
    public static String version() {
        try {
            return Optional.ofNullable(Loader.getVersion("org.bytedeco", "pytorch"))
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** What there is of it. */
    public static Presence presence() {
        String path = "org/bytedeco/pytorch/" + Loader.getPlatform() + "/";
        if (Stream.of("jnitorch.dll", "libjnitorch.so", "libjnitorch.dylib")
                .noneMatch(name -> NativeLibrary.class.getClassLoader().getResource(path + name) != null)) {
            return Presence.ABSENT;
        }
        return folder().isPresent() ? Presence.UNPACKED : Presence.PACKED;
    }

    private static Optional<Path> folder() {
        String jar = "pytorch-" + version() + "-" + Loader.getPlatform() + ".jar";
        NativeCache.choose();
        try {
            return Optional.of(Loader.getCacheDir().toPath().resolve(jar)).filter(Files::isDirectory);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
