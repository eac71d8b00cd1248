package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    static List<FacePicture> list(Path root, LabelSet labels) {
        List<FacePicture> pictures = new ArrayList<>();
        for (ClassFolder folder : classFolders(root)) {
            addPictures(folder, labels, pictures);
        }
        if (pictures.isEmpty()) {
            throw new InvalidInputException(root + " holds no faces, expected " + LAYOUT);
        }
        refuseHalfAnOfficialSplit(root, pictures);
        return pictures;
    }

    /** Whether the first picture tells its official split. */
    static boolean isDivided(Path root) {
        for (ClassFolder folder : classFolders(root)) {
            Optional<Path> first = children(folder.path()).stream()
                    .filter(FaceFolders::isPicture)
                    .findFirst();
            if (first.isPresent()) {
                return usageByName(first.get()).or(folder::part).isPresent();
            }
        }
        return false;
    }

    /** The classes that the names of the folders tell. */
    static LabelSet labels(Path root) {
        SortedSet<String> names = new TreeSet<>();
        for (ClassFolder folder : classFolders(root)) {
            String name = name(folder.path()).strip().toLowerCase(Locale.ROOT);
            names.add(Emotion.parse(name).map(Emotion::label).orElse(name));
        }
        if (names.isEmpty()) {
            throw new InvalidInputException(root + " holds no faces, expected " + LAYOUT);
        }
        if (names.stream().allMatch(name -> name.chars().allMatch(Character::isDigit))) {
            throw new InvalidInputException("the folders of " + root + " are called " + String.join(", ", names)
                    + ", and a number means other classes in other data sets: name the label set, which is one of "
                    + String.join(
                            ", ", LabelSets.all().stream().map(LabelSet::name).toList())
                    + " or names in the order of the numbers from 0");
        }
        boolean emotions = names.stream().allMatch(name -> Emotion.parse(name).isPresent());
        return emotions ? LabelSet.FER2013 : LabelSet.ofNames(List.copyOf(names));
    }

    /** A folder whose pictures have one class. */
    private record ClassFolder(Path path, Optional<Usage> part) {}

    private static List<ClassFolder> classFolders(Path root) {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(root + " is not a folder, expected one with " + LAYOUT);
        }
        List<ClassFolder> found = new ArrayList<>();
        for (Path folder : folders(root)) {
            Optional<Usage> part = part(folder);
            if (part.isPresent()) {
                folders(folder).forEach(inner -> found.add(new ClassFolder(inner, part)));
            } else {
                found.add(new ClassFolder(folder, part));
            }
        }
        return found;
    }

    private static Optional<Usage> part(Path folder) {
        return Optional.ofNullable(PARTS.get(name(folder).toLowerCase(Locale.ROOT)));
    }

    private static void addPictures(ClassFolder folder, LabelSet labels, List<FacePicture> pictures) {
        int label = labels.code(name(folder.path()))
                .orElseThrow(() -> new InvalidInputException("folder " + folder.path() + " names no "
                        + (labels.equals(LabelSet.FER2013) ? "emotion" : "class") + ", expected one of "
                        + labels.text() + ": rename or remove it"));
        for (Path file : children(folder.path())) {
            if (isPicture(file)) {
                pictures.add(new FacePicture(file, label, usageByName(file).or(folder::part)));
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
