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
import java.util.zip.CRC32;

/**
 * A model that comes with Mien: a resource, a second one with its SHA-256 in the form of coreutils' {@code sha256sum},
 * and a third one with its CRC-32 in the same form. {@link #open} checks the CRC-32 alone. A program opens its models
 * at each start, and SHA-256 would take a tenth of the time of a first answer.
 *
 * @param name its name in messages
 * @param resource its path on the class path
 * @param advice what to do if it is missing
 */
public record BundledModel(String name, String resource, String advice) {
    /** The model that reads emotions. */
    public static final BundledModel EMOTIONS =
            new BundledModel("model", "dev/mien/model/mien.onnx", "Train a model, export it, and give its file");

    /**
     * The same model in 8 bits. Its network takes half the time and is slightly less accurate. tools/fast.py makes it.
     */
    public static final BundledModel FAST = new BundledModel(
            "fast model",
            "dev/mien/model/mien-fast.onnx",
            "Use the model 'default', or make this one with tools/fast.py");

    private static final Map<String, BundledModel> NAMED = Map.of("default", EMOTIONS, "fast", FAST);

    /** The model with the name {@code default} or {@code fast}; empty for any other word. */
    public static Optional<BundledModel> named(String word) {
        return Optional.ofNullable(NAMED.get(word));
    }

    /** The path of its SHA-256 on the class path. */
    public String checksum() {
        return resource + ".sha256";
    }

    /** The path of its CRC-32 on the class path. */
    public String quickChecksum() {
        return resource + ".crc32";
    }

    /** Its name in messages about its content. */
    public String origin() {
        return "the " + name + " that came with Mien";
    }

    /** Whether this build contains it. */
    public boolean isPresent(ClassLoader loader) {
        return loader.getResource(resource) != null;
    }

    /**
     * The file's bytes.
     *
     * @throws MienException if it is missing or does not fit its SHA-256
     */
    public byte[] read(ClassLoader loader) {
        byte[] model = bytes(loader, resource);
        require(loader, checksum(), "SHA-256", Sha256.of(model));
        return model;
    }

    private void require(ClassLoader loader, String path, String kind, String found) {
        String line = new String(bytes(loader, path), StandardCharsets.ISO_8859_1);
        String expected = line.strip().split("\\s", 2)[0];
        if (!found.equals(expected)) {
            throw new MienException(origin() + " is damaged: its " + kind + " is " + found + ", expected " + expected
                    + ". Fetch Mien's jars again");
        }
    }

    /**
     * Opens the file.
     *
     * @param reader reads the file's bytes; its second argument is {@link #origin}
     * @throws MienException if it is missing, does not fit its CRC-32, or cannot be read although it does; the user
     *     is not at fault then
     */
    public <T> T open(ClassLoader loader, BiFunction<byte[], String, T> reader) {
        byte[] file = bytes(loader, resource);
        CRC32 sum = new CRC32();
        sum.update(file);
        require(loader, quickChecksum(), "CRC-32", "%08x".formatted(sum.getValue()));
        try {
            return reader.apply(file, origin());
        } catch (InvalidInputException e) {
            String reason = String.valueOf(
                    e.getCause() == null ? e.problem() : e.getCause().getMessage());
            throw new MienException(origin() + " is undamaged, but cannot be opened on this machine: " + reason, e);
        }
    }

    private byte[] bytes(ClassLoader loader, String path) {
        try (InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                throw new MienException("this build of Mien comes without a " + name + ": its class path has no " + path
                        + ". " + advice);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MienException("cannot read " + path + " from the class path: " + e.getMessage(), e);
        }
    }
}
