package dev.mien.download;

import dev.mien.dataset.Usage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads webdataset shards: tar files with {@code <key>.jpg|jpeg|png|webp} and {@code <key>.cls}, the class as a number
 * in text. A key is the part before the name's first dot.
 *
 * @see <a href="https://github.com/webdataset/webdataset">the format</a>
 */
final class TarFaces {
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp");

    private TarFaces() {}

    /** A sample with the files read so far. Its two files may come in any order. */
    private record Sample(Optional<byte[]> picture, Optional<Integer> label) {
        static final Sample NONE = new Sample(Optional.empty(), Optional.empty());
    }

    /** Reads the classes' names, one on each line. */
    static void readClassNames(Path file, RawFaces faces) {
        try {
            List<String> names = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            faces.declare(LabelOrder.named(names, file.toString()));
        } catch (IOException e) {
            throw new NotFer2013Exception(
                    file + " cannot be read (" + e.getMessage() + "): remove it and download again", e);
        }
    }

    static void read(Path file, Usage usage, RawFaces faces) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    collect(file, entry.getName(), tar, samples);
                }
            }
        } catch (IOException e) {
            throw new NotFer2013Exception(
                    file + " is damaged or not a tar file (" + e.getMessage() + "): remove it and download again", e);
        }
        samples.forEach((key, sample) -> add(file + ", " + key, sample, usage, faces));
    }

    private static void collect(Path file, String name, TarArchiveInputStream tar, Map<String, Sample> samples)
            throws IOException {
        int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
        String key = dot < 0 ? name : name.substring(0, dot);
        String form = dot < 0 ? "" : name.substring(dot + 1);
        Sample sample = samples.getOrDefault(key, Sample.NONE);
        if (PICTURES.contains(form)) {
            samples.put(key, new Sample(Optional.of(tar.readAllBytes()), sample.label()));
        } else if (form.equals("cls")) {
            samples.put(key, new Sample(sample.picture(), Optional.of(label(file + ", " + name, tar.readAllBytes()))));
        }
    }

    private static int label(String name, byte[] text) {
        String word = new String(text, StandardCharsets.UTF_8).strip();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new NotFer2013Exception(name + " holds '" + word + "', expected the number of a class, 0 to 6", e);
        }
    }

    private static void add(String name, Sample sample, Usage usage, RawFaces faces) {
        byte[] picture = sample.picture()
                .orElseThrow(() -> new NotFer2013Exception(name + " has no picture beside its .cls, expected .jpg"));
        int label = sample.label()
                .orElseThrow(
                        () -> new NotFer2013Exception(name + " has no .cls beside its picture, expected its class"));
        faces.add(name, picture, label, usage);
    }
}
