package dev.mien.model;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A model that comes with Mien: a resource, and beside it its SHA-256 in the form of coreutils' {@code sha256sum}.
 *
 * @param name what messages call it
 * @param resource where it stands on the class path
 * @param advice what to do where it is not there
 */
public record BundledModel(String name, String resource, String advice) {
    /** The model that tells emotions. */
    public static final BundledModel EMOTIONS = new BundledModel(
            "model",
            "dev/mien/model/mien.onnx",
            "Train one with './mien train', export it with './mien export', and give its file");

    /** The same in 8 bits, whose network takes half the time and is right a little less often; tools/fast.py makes it. */
    public static final BundledModel FAST =
            new BundledModel("fast model", "dev/mien/model/mien-fast.onnx", "Make it with tools/fast.py");

    private static final Map<String, BundledModel> NAMED = Map.of("default", EMOTIONS, "fast", FAST);

    private static final int DIGITS = 64;

    /** The model that a command line calls {@code default} or {@code fast}; empty for any other word. */
    public static Optional<BundledModel> named(String word) {
        return Optional.ofNullable(NAMED.get(word));
    }

    /** Where its checksum stands. */
    public String checksum() {
        return resource + ".sha256";
    }

    /** What messages call it when it is read. */
    public String origin() {
        return "the " + name + " that came with Mien";
    }

    /** Whether this build comes with it. */
    public boolean isPresent(ClassLoader loader) {
        return loader.getResource(resource) != null;
    }

    /**
     * The file's bytes.
     *
     * @throws MienException if it is not there, or not what its checksum says
     */
    public byte[] read(ClassLoader loader) {
        byte[] model = bytes(loader, resource);
        String line = new String(bytes(loader, checksum()), StandardCharsets.ISO_8859_1);
        String expected = line.length() < DIGITS ? line.strip() : line.substring(0, DIGITS);
        String found = Sha256.of(model);
        if (!found.equals(expected)) {
            throw new MienException(origin() + " is damaged: its SHA-256 is " + found + ", expected " + expected
                    + ". Fetch mien-recognition's jar again");
        }
        return model;
    }

    /**
     * Opens the file.
     *
     * @param reader makes something of the file's bytes and {@link #origin}
     * @throws MienException if it is not there, not what its checksum says, or cannot be read although it is: then nothing that the
     *     user gave is wrong
     */
    public <T> T open(ClassLoader loader, BiFunction<byte[], String, T> reader) {
        byte[] file = read(loader);
        try {
            return reader.apply(file, origin());
        } catch (InvalidInputException e) {
            String reason = String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            throw new MienException(origin() + " is whole, but cannot be opened on this machine: " + reason, e);
        }
    }

    private byte[] bytes(ClassLoader loader, String path) {
        try (InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                throw new MienException("this build of Mien comes without a " + name + ": there is no " + path
                        + " on its class path. " + advice);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MienException("cannot read " + path + " from the class path: " + e.getMessage(), e);
        }
    }
}
