package dev.mien.io;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files as text. On Linux a name is any bytes. Bytes that are not UTF-8 are written as {@code \xff}, so that
 * they survive in answers and can be given as arguments.
 */
public final class FileNames {
    /** Java's mark of bytes that it could not decode. */
    private static final char REPLACEMENT = '\ufffd';

    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final int HEX = 16;

    private FileNames() {}

    /** A path as text. */
    public static String of(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        StringBuilder names = new StringBuilder(path.isAbsolute() ? File.separator : "");
        for (Path name : path) {
            boolean isFirst = names.length() == 0 || names.length() == 1 && path.isAbsolute();
            names.append(isFirst ? "" : File.separator).append(name(name));
        }
        return names.toString();
    }

    /** The bytes of one name stand percent-encoded in its URI. */
    private static String name(Path name) {
        if (name.toString().indexOf(REPLACEMENT) < 0) {
            return name.toString();
        }
        String uri = name.toUri().getRawPath();
        String end = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return text(bytes(end.substring(end.lastIndexOf('/') + 1)));
    }

    private static byte[] bytes(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            boolean isEncoded = encoded.charAt(i) == '%';
            bytes[length++] = (byte) (isEncoded ? Integer.parseInt(encoded, i + 1, i + 3, HEX) : encoded.charAt(i));
            i += isEncoded ? 2 : 0;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Bytes in UTF-8 as text, with escapes for others. */
    static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; ) {
            int length = sequence(bytes, i);
            if (length == 0) {
                text.append(String.format("\\x%02x", bytes[i] & 0xff));
                i++;
            } else {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** The length of the character in UTF-8 that begins at a byte; 0 if none does. */
    private static int sequence(byte[] bytes, int start) {
        for (int length = 1; length <= 4 && start + length <= bytes.length; length++) {
            String character = new String(bytes, start, length, StandardCharsets.UTF_8);
            if (character.codePointCount(0, character.length()) == 1 && character.charAt(0) != REPLACEMENT) {
                return length;
            }
        }
        return 0;
    }

    /**
     * The path of a text. Escapes count unless a file has the very text as its name.
     *
     * @throws InvalidPathException if the text is not a path
     */
    public static Path parse(String text) {
        Path plain = Path.of(text);
        Matcher escapes = ESCAPE.matcher(text);
        if (!escapes.find() || File.separatorChar != '/' || Files.exists(plain)) {
            return plain;
        }
        StringBuilder uri = new StringBuilder("file://");
        for (byte value : decoded(plain.toAbsolutePath().toString())) {
            uri.append(value == '/' ? "/" : String.format("%%%02x", value & 0xff));
        }
        Path path = Path.of(URI.create(uri.toString()));
        return plain.isAbsolute() ? path : Path.of("").toAbsolutePath().relativize(path);
    }

    private static byte[] decoded(String text) {
        StringBuilder latin = new StringBuilder();
        Matcher escapes = ESCAPE.matcher(text);
        int end = 0;
        while (escapes.find()) {
            latin.append(latin(text.substring(end, escapes.start())));
            latin.append((char) Integer.parseInt(escapes.group(1), HEX));
            end = escapes.end();
        }
        return latin.append(latin(text.substring(end))).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a text as characters. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /**
     * A program's arguments with escapes for the bytes that Java could not decode. Linux alone tells these bytes.
     *
     * @param arguments as Java gives them
     */
    public static String[] arguments(String... arguments) {
        if (Arrays.stream(arguments).noneMatch(argument -> argument.indexOf(REPLACEMENT) >= 0)) {
            return arguments;
        }
        try {
            return arguments(Files.readAllBytes(COMMAND_LINE), arguments);
        } catch (IOException e) {
            return arguments;
        }
    }

    /** @param line all arguments of the process, each with a zero behind it */
    static String[] arguments(byte[] line, String... arguments) {
        String[] words = new String(line, StandardCharsets.ISO_8859_1).split("\0", -1);
        int first = words.length - 1 - arguments.length;
        String[] escaped = arguments.clone();
        for (int i = 0; i < escaped.length && first >= 0; i++) {
            if (escaped[i].indexOf(REPLACEMENT) >= 0) {
                escaped[i] = text(words[first + i].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return escaped;
    }
}
