package dev.mien.batch;

import dev.mien.InvalidInputException;
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
import java.util.regex.Pattern;

/** Writes each picture with its faces marked, under its own name into another folder: JPEG as JPEG, all else as PNG. */
public final class AnnotatedPictures implements PictureArtist {
    private static final Pattern JPEG = Pattern.compile(".*\\.(jpe?g|jpe|jfif)");
    private static final int QUALITY = 92;

    private final Path folder;
    private final AnnotatedPicture artist = new AnnotatedPicture();

    /** Writes into a folder, which is made where it is absent. */
    public AnnotatedPictures(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks that no picture would be written over one that is read.
     *
     * @throws InvalidInputException if one would
     */
    public void requireOthersThan(List<PictureSource> sources) {
        for (PictureSource source : sources) {
            if (source instanceof PictureSource.File original && SameFile.is(file(source), original.path())) {
                throw new InvalidInputException(
                        "--annotate would overwrite " + original.path() + ": give another folder");
            }
        }
    }

    /** Where a picture's copy is written. */
    public Path file(PictureSource source) {
        String name = String.valueOf(source.place().getFileName());
        boolean keepsName = isJpeg(source) || name.toLowerCase(Locale.ROOT).endsWith(".png");
        return folder.resolve(source.place().resolveSibling(keepsName ? name : name + ".png"));
    }

    private static boolean isJpeg(PictureSource source) {
        return JPEG.matcher(source.place().toString().toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public void draw(PictureSource source, RgbImage picture, List<Recognition> faces) {
        BufferedImage marked = artist.draw(
                picture.toBufferedImage(), faces.stream().map(MarkedFace::of).toList());
        byte[] bytes = isJpeg(source) ? Jpeg.encode(marked, QUALITY) : Pngs.encode(marked);
        AtomicFile.writeWithFolder(file(source), out -> out.write(bytes));
    }
}
