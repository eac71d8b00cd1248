package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.image.GrayImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads cut-out faces whose labels are unknown or do not matter, in the order of their source: a CSV file with the
 * column {@code pixels}, as {@link Fer2013Csv} reads it, or all pictures below a folder in the order of their paths.
 * Memory does not grow with their number.
 */
public final class UnlabelledFaces {
    /** The most faces handed out together. */
    public static final int BATCH = 256;

    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "webp", "pgm");

    private UnlabelledFaces() {}

    /**
     * A face.
     *
     * @param name the number of its row from 0, or the path of its file below the folder
     * @param picture empty if it cannot be read
     * @param problem why it cannot be read; empty otherwise
     */
    public record Face(String name, Optional<GrayImage> picture, String problem) {}

    /**
     * Reads all faces.
     *
     * @param taker gets up to {@value #BATCH} faces at a time
     * @throws InvalidInputException if there is no face, or a CSV file has another form; a picture that cannot be read
     *     is handed out with its problem
     */
    public static void read(Path source, Consumer<List<Face>> taker) {
        if (Files.isDirectory(source)) {
            readFolder(source, taker);
        } else {
            readCsv(source, taker);
        }
    }

    private static void readCsv(Path file, Consumer<List<Face>> taker) {
        try (CsvBlocks blocks = CsvBlocks.open(file)) {
            CsvHeader header = blocks.header();
            CsvBlock block = new CsvBlock(file.toString());
            CsvRow row = new CsvRow(header, LabelSet.FER2013, block);
            List<Face> batch = new ArrayList<>();
            while (blocks.fill(block)) {
                for (int i = 0; i < block.rows(); i++) {
                    row.moveTo(block, i);
                    row.refuseSurplus();
                    byte[] pixels = new byte[PixelText.COUNT];
                    row.pixels(pixels, 0);
                    GrayImage face = GrayImage.of(PixelText.SIDE, PixelText.SIDE, pixels);
                    batch.add(new Face(Long.toString(block.firstRow() + i), Optional.of(face), ""));
                    hand(batch, BATCH, taker);
                }
            }
            if (batch.isEmpty() && blocks.rows() == 0) {
                throw new InvalidInputException(file + " has a header but no rows: copy or download it again");
            }
            hand(batch, 1, taker);
        }
    }

    /** Hands out the faces if there are enough of them. */
    private static void hand(List<Face> batch, int least, Consumer<List<Face>> taker) {
        if (batch.size() >= least) {
            taker.accept(List.copyOf(batch));
            batch.clear();
        }
    }

    private static void readFolder(Path folder, Consumer<List<Face>> taker) {
        List<Path> files = pictures(folder);
        if (files.isEmpty()) {
            throw new InvalidInputException(folder + " holds no picture: give a folder with pictures of faces");
        }
        for (int start = 0; start < files.size(); start += BATCH) {
            List<Path> some = files.subList(start, Math.min(files.size(), start + BATCH));
            taker.accept(some.parallelStream().map(file -> face(folder, file)).toList());
        }
    }

    private static Face face(Path folder, Path file) {
        String name = folder.relativize(file).toString();
        try {
            return new Face(name, Optional.of(GrayImage.read(file)), "");
        } catch (InvalidInputException e) {
            return new Face(name, Optional.empty(), e.problem());
        }
    }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !isTrash(folder.relativize(file)) && isPicture(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidInputException("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Hidden files, and what macOS adds to archives. */
    private static boolean isTrash(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }
}
