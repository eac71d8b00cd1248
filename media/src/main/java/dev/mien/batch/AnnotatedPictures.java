package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.drawing.AnnotatedPicture;
import dev.mien.drawing.MarkedFace;
import dev.mien.drawing.Pngs;
import dev.mien.image.Jpeg;
import dev.mien.image.RgbImage;
import dev.mien.io.AtomicFile;
import dev.mien.recognition.Recognition;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Writes each picture with its faces marked into another folder, under the same name: JPEG as JPEG, other forms as PNG.
 */
public final class AnnotatedPictures implements PictureArtist {
    private static final Pattern JPEG = Pattern.compile(".*\\.(jpe?g|jpe|jfif)");
    private static final int QUALITY = 92;

    private final Function<PictureSource, Path> files;
    private final AnnotatedPicture artist = new AnnotatedPicture();

    /** Writes into a folder, which is created if it is missing. */
    public AnnotatedPictures(Path folder) {
        this(source -> folder.resolve(name(source)));
    }

    private AnnotatedPictures(Function<PictureSource, Path> files) {
        this.files = files;
    }

    /** Writes the copy of a single picture to a file, as JPEG if its name says so, else as PNG. */
    public static AnnotatedPictures to(Path file) {
        return new AnnotatedPictures(source -> file);
    }

    /**
     * Checks that no marked picture would overwrite a source.
     *
     * @throws InvalidInputException if a picture would
     */
    public void requireOthersThan(List<PictureSource> sources) {
        for (PictureSource source : sources) {
            source.original()
                    .filter(original -> SameFile.is(file(source), original))
                    .ifPresent(original -> {
                        throw new InvalidInputException(
                                "an annotated picture would overwrite " + original,
                                Remedy.change(Remedy.Setting.ANNOTATED_OUTPUT));
                    });
        }
    }

    /** The file of a picture's marked copy. */
    public Path file(PictureSource source) {
        return files.apply(source);
    }

    private static Path name(PictureSource source) {
        String name = String.valueOf(source.place().getFileName());
        boolean keepsName =
                isJpeg(source.place()) || name.toLowerCase(Locale.ROOT).endsWith(".png");
        return source.place().resolveSibling(keepsName ? name : name + ".png");
    }

    private static boolean isJpeg(Path file) {
        return JPEG.matcher(file.toString().toLowerCase(Locale.ROOT)).matches();
    }

    /** People have their numbers in all files, if they have any. Otherwise several faces have those of the answers. */
    @Override
    public void draw(PictureSource source, RgbImage picture, List<Recognition> faces) {
        boolean people = faces.stream().anyMatch(face -> face.person().isPresent());
        List<MarkedFace> marked = IntStream.range(0, faces.size())
                .mapToObj(i -> faces.size() == 1 || people
                        ? MarkedFace.ofPerson(faces.get(i))
                        : MarkedFace.of(faces.get(i), i + 1))
                .toList();
        BufferedImage copy = artist.draw(picture.toBufferedImage(), marked);
        Path file = file(source);
        byte[] bytes = isJpeg(file) ? Jpeg.encode(copy, QUALITY) : Pngs.encode(copy);
        AtomicFile.writeWithFolder(file, out -> out.write(bytes));
    }
}
