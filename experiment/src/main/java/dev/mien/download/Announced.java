package dev.mien.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hash of a whole file that a server announces: Hugging Face in {@code X-Linked-ETag} (SHA-256, on the
 * redirection), and Google's storage, which holds Kaggle's files, in {@code x-goog-hash} (MD5).
 *
 * @param algorithm name for {@link MessageDigest}
 * @param hex the digest in lower-case hexadecimal
 */
record Announced(String algorithm, String hex) {
    private static final Pattern SHA256 = Pattern.compile("\"?([0-9a-f]{64})\"?");
    private static final Pattern MD5 = Pattern.compile("md5=([A-Za-z0-9+/]{22}==)");

    /** The hash that this answer, or one of the redirections to it, announces. */
    static Optional<Announced> by(HttpResponse<?> response) {
        Optional<Announced> sha256 = values(response, "X-Linked-ETag")
                .map(SHA256::matcher)
                .filter(Matcher::matches)
                .map(match -> new Announced("SHA-256", match.group(1)))
                .findFirst();
        return sha256.or(() -> values(response, "x-goog-hash")
                .map(MD5::matcher)
                .filter(Matcher::find)
                .map(match -> new Announced(
                        "MD5", HexFormat.of().formatHex(Base64.getDecoder().decode(match.group(1)))))
                .findFirst());
    }

    private static Stream<String> values(HttpResponse<?> response, String header) {
        List<String> values = new ArrayList<>();
        Optional<? extends HttpResponse<?>> current = Optional.of(response);
        while (current.isPresent()) {
            values.addAll(current.get().headers().allValues(header));
            current = current.get().previousResponse();
        }
        return values.stream();
    }

    /** The hash of a file. */
    String of(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
