package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the pictures of a folder of faces in the order of their names, without decoding them. */
final class FaceFolders {
    private static final Map<String, Usage> PARTS = Map.of(
            "train", Usage.TRAINING,
            "training", Usage.TRAINING,
            "val", Usage.PUBLIC_TEST,
            "valid", Usage.PUBLIC_TEST,
            "validation", Usage.PUBLIC_TEST,
            "test", Usage.PRIVATE_TEST);

    private static final String LAYOUT = "train|test/<emotion>/*.jpg|jpeg|png or <emotion>/*.jpg|jpeg|png";

    private FaceFolders() {}

    static List<FacePicture> list(Path root) {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(root + " is not a folder, expected one with " + LAYOUT);
        }
        List<FacePicture> pictures = new ArrayList<>();
        List<Path> folders = folders(root);
        boolean parted = folders.stream().anyMatch(folder -> part(folder).isPresent());
        for (Path folder : folders) {
            if (parted && part(folder).isPresent()) {
                folders(folder).forEach(emotion -> addPictures(emotion, part(folder), pictures));
            } else {
                addPictures(folder, Optional.empty(), pictures);
            }
        }
        if (pictures.isEmpty()) {
            throw new InvalidInputException(root + " holds no faces, expected " + LAYOUT);
        }
        refuseHalfAnOfficialSplit(root, pictures);
        return pictures;
    }

    private static Optional<Usage> part(Path folder) {
        return Optional.ofNullable(PARTS.get(name(folder).toLowerCase(Locale.ROOT)));
    }

    private static void addPictures(Path folder, Optional<Usage> part, List<FacePicture> pictures) {
        Emotion emotion = Emotion.parse(name(folder))
                .orElseThrow(() -> new InvalidInputException("folder " + folder + " names no emotion, expected one of "
                        + Emotion.names() + ": rename or remove it"));
        for (Path file : children(folder)) {
            if (isPicture(file)) {
                pictures.add(new FacePicture(file, emotion, usageByName(file).or(() -> part)));
            }
        }
    }

    private static boolean isPicture(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return (name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png")) && Files.isRegularFile(file);
    }

    private static Optional<Usage> usageByName(Path file) {
        return Arrays.stream(Usage.values())
                .filter(usage -> name(file).startsWith(usage.label() + "_"))
                .findFirst();
    }

    private static void refuseHalfAnOfficialSplit(Path root, List<FacePicture> pictures) {
        List<FacePicture> without =
                pictures.stream().filter(picture -> picture.usage().isEmpty()).toList();
        if (!without.isEmpty() && without.size() < pictures.size()) {
            throw new InvalidInputException(root + ": " + without.size() + " of " + pictures.size()
                    + " pictures do not tell their official split while the others do, such as "
                    + without.get(0).file()
                    + ": put them below train or test, or begin their names with Training_, PublicTest_ or"
                    + " PrivateTest_");
        }
    }

    private static List<Path> folders(Path parent) {
        return children(parent).stream().filter(Files::isDirectory).toList();
    }

    /** The entries of a folder, without hidden ones and without what macOS adds to archives. */
    private static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            !name(entry).startsWith(".") && !name(entry).equals("__MACOSX"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidInputException("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
