package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.dataset.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads {@code train|test/<emotion>/<part>_<number>.jpg} from a zip file, at any depth. The file's name gives the part.
 * Without it {@code train} is Training, and {@code test} is rejected because the two tests cannot be told apart.
 */
final class ZipFaces {
    private static final Pattern PICTURE =
            Pattern.compile("(?:.*/)?(train|test)/([^/]+)/([^/]+\\.(?:jpe?g|png))", Pattern.CASE_INSENSITIVE);

    private ZipFaces() {}

    static void read(Path file, RawFaces faces) {
        faces.declare(LabelOrder.CSV);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                Matcher picture = PICTURE.matcher(entry.getName());
                if (picture.matches() && !entry.getName().startsWith("__MACOSX")) {
                    add(zip, entry, picture, faces);
                }
            }
        } catch (IOException e) {
            throw new NotFer2013Exception(
                    file + " is damaged or not a zip file (" + e.getMessage() + "): remove it and download again", e);
        }
    }

    private static void add(ZipFile zip, ZipEntry entry, Matcher picture, RawFaces faces) throws IOException {
        String name = zip.getName() + ", " + entry.getName();
        Emotion emotion = Emotion.parse(picture.group(2))
                .orElseThrow(() -> new NotFer2013Exception(
                        name + ": its folder's name is not an emotion, expected one of " + Emotion.names()));
        try (InputStream in = zip.getInputStream(entry)) {
            faces.add(name, in.readAllBytes(), emotion.code(), usage(name, picture));
        }
    }

    private static Usage usage(String name, Matcher picture) {
        boolean train = picture.group(1).toLowerCase(Locale.ROOT).equals("train");
        return Arrays.stream(Usage.values())
                .filter(usage -> picture.group(3).startsWith(usage.label() + "_"))
                .findFirst()
                .orElseGet(() -> {
                    if (!train) {
                        throw new NotFer2013Exception(name
                                + ": its name begins with neither PublicTest_ nor PrivateTest_, so the tests"
                                + " cannot be told apart");
                    }
                    return Usage.TRAINING;
                });
    }
}
