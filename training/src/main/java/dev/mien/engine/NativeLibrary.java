package dev.mien.engine;

import dev.mien.Remedy;
import dev.mien.io.NativeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Tells where libtorch is. It neither loads libtorch nor unpacks its 360 MB from their jar. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** Whether libtorch is there, and in which form. */
    public enum Presence {
        /** No jar contains it, because this build is for another platform. */
        ABSENT,
        /** It is in its jar. The first training unpacks it. */
        PACKED,
        /** It is in JavaCPP's cache. */
        UNPACKED
    }

    /** The version of the build, as its jar states it. */
    public static String version() {
        try {
            return Optional.ofNullable(Loader.getVersion("org.bytedeco", "pytorch"))
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Whether libtorch is there, and in which form. */
    public static Presence presence() {
        String path = "org/bytedeco/pytorch/" + Loader.getPlatform() + "/";
        if (Stream.of("jnitorch.dll", "libjnitorch.so", "libjnitorch.dylib")
                .noneMatch(name -> NativeLibrary.class.getClassLoader().getResource(path + name) != null)) {
            return Presence.ABSENT;
        }
        return folder().isPresent() ? Presence.UNPACKED : Presence.PACKED;
    }

    /** What to do where it is absent. */
    public static Remedy remedy() {
        return Remedy.add(
                Loader.getPlatform(), "org.bytedeco:javacpp", "org.bytedeco:openblas", "org.bytedeco:pytorch");
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
