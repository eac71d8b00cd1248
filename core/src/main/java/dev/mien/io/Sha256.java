package dev.mien.io;

import dev.mien.MienException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) of bytes that come one part after the other. Not for several threads. */
public final class Sha256 {
    /** Length of a checksum in hexadecimal digits. */
    public static final int DIGITS = 64;

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The checksum of these bytes, in lower-case hexadecimal digits. */
    public static String of(byte[] bytes) {
        return new Sha256().add(bytes).hex();
    }

    /**
     * The checksum of a file's bytes, in lower-case hexadecimal digits.
     *
     * @throws MienException if the file cannot be read
     */
    public static String of(Path file) {
        Sha256 sum = new Sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.add(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new MienException("cannot read " + file + ": " + FailureReason.of(e), e);
        }
        return sum.hex();
    }

    /** Adds a byte. */
    public Sha256 add(byte value) {
        digest.update(value);
        return this;
    }

    /** Adds all bytes of an array. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds {@code length} bytes of an array, from {@code offset} on. */
    public Sha256 add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        return this;
    }

    /** The checksum as 32 bytes; the next byte that is added begins a new one. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The checksum in lower-case hexadecimal digits; the next byte that is added begins a new one. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
