package dev.mien.model;

import dev.mien.MienException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The model that comes with Mien: a resource, and beside it its SHA-256 in the form of coreutils' {@code sha256sum}. */
final class BundledModel {
    /** Where the model stands on the class path. */
    static final String RESOURCE = "dev/mien/model/mien.onnx";

    /** Where its checksum stands. */
    static final String CHECKSUM = RESOURCE + ".sha256";

    private static final int DIGITS = 64;

    private BundledModel() {}

    /**
     * The file's bytes.
     *
     * @throws MienException if it is not there, or not what its checksum says
     */
    static byte[] read(ClassLoader loader) {
        byte[] model = resource(loader, RESOURCE);
        String line = new String(resource(loader, CHECKSUM), StandardCharsets.ISO_8859_1);
        String expected = line.length() < DIGITS ? line.strip() : line.substring(0, DIGITS);
        String found = sha256(model);
        if (!found.equals(expected)) {
            throw new MienException("the model that came with Mien is damaged: its SHA-256 is " + found + ", expected "
                    + expected + ". Fetch mien-recognition's jar again");
        }
        return model;
    }

    private static byte[] resource(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new MienException("this build of Mien comes without a model: there is no " + name
                        + " on its class path. Train one with './mien train', export it with './mien export', and give"
                        + " its file");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MienException("cannot read " + name + " from the class path: " + e.getMessage(), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
