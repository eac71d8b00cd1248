package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tokens that callers may have. A file of tokens has one on each line, and after it the scopes that it permits,
 * separated by spaces; without a scope it permits all. Instead of the token a line may have {@code sha256:} and the
 * token's SHA-256 in hexadecimal digits. Empty lines and lines that begin with # do not count. Only digests are kept.
 */
public final class Tokens {
    private static final int SHORTEST = 16;
    private static final String DIGEST = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<Entry> entries;

    private record Entry(byte[] digest, Set<Scope> scopes) {}

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file of tokens.
     *
     * @throws InvalidInputException if it cannot be read, has no token, or has a token that is easy to guess
     */
    public static Tokens read(Path file) {
        try {
            return of(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the tokens in " + file + ": " + FailureReason.of(e), e);
        }
    }

    static Tokens of(List<String> lines, String origin) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(line, "line " + (i + 1) + " of " + origin));
            }
        }
        if (entries.isEmpty()) {
            throw new InvalidInputException(origin + " has no token: write one on each line");
        }
        return new Tokens(entries);
    }

    private static Entry entry(String line, String place) {
        List<String> words = SPACE.splitAsStream(line).toList();
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        words.subList(1, words.size()).forEach(word -> scopes.add(Scope.named(word)));
        return new Entry(digest(words.get(0), place), scopes.isEmpty() ? EnumSet.allOf(Scope.class) : scopes);
    }

    private static byte[] digest(String word, String place) {
        if (word.startsWith(DIGEST)) {
            String hex = word.substring(DIGEST.length());
            if (!HEX.matcher(hex).matches()) {
                throw new InvalidInputException(place + " has no SHA-256 of 64 hexadecimal digits after " + DIGEST);
            }
            return HexFormat.of().parseHex(hex);
        }
        if (word.length() < SHORTEST) {
            throw new InvalidInputException(place + " has a token of " + word.length() + " characters, expected at"
                    + " least " + SHORTEST + ": draw a longer one, as 'openssl rand -hex 24' does");
        }
        return digest(word);
    }

    private static byte[] digest(String token) {
        return new Sha256().add(token.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /**
     * The scopes of a token; empty if it is unknown. Every entry is compared, each in constant time, so the time tells
     * nothing about the tokens.
     */
    Optional<Set<Scope>> scopes(String token) {
        byte[] digest = digest(token);
        Optional<Set<Scope>> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.digest, digest)) {
                found = Optional.of(entry.scopes);
            }
        }
        return found;
    }
}
