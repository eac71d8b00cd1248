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
import java.util.regex.Pattern;

/**
 * Writes each picture with its faces marked into another folder, under the same name: JPEG as JPEG, other forms as PNG.
 */
public final class AnnotatedPictures implements PictureArtist {
    private static final Pattern JPEG = Pattern.compile(".*\\.(jpe?g|jpe|jfif)");
    private static final int QUALITY = 92;

    private final Path folder;
    private final AnnotatedPicture artist = new AnnotatedPicture();

    /** Writes into a folder, which is created if it is missing. */
    public AnnotatedPictures(Path folder) {
        this.folder = folder;
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
