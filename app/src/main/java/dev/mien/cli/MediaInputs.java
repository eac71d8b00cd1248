package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.batch.PictureInputs;
import dev.mien.batch.PictureSource;
import dev.mien.image.DecodingOptions;
import dev.mien.image.RgbImage;
import dev.mien.io.FailureReason;
import dev.mien.io.FileNames;
import dev.mien.video.VideoFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Finds the photos and videos that arguments name, and tells them apart by their content. A video on standard input is
 * copied to a temporary file, because most containers cannot be read from the beginning to the end. Closing deletes
 * the copy.
 */
final class MediaInputs implements AutoCloseable {
    private final PictureInputs inputs;
    private final boolean firstFrame;
    private BufferedInputStream standardInput;
    private Optional<Path> copy = Optional.empty();

    /**
     * @param recursive whether to search folders in folders
     * @param firstFrame whether a picture with several frames is a photo
     */
    MediaInputs(boolean recursive, boolean firstFrame, InputStream standardInput) {
        this.firstFrame = firstFrame;
        this.standardInput = new BufferedInputStream(standardInput, 2 * VideoFiles.START);
        inputs = new PictureInputs(recursive, () -> this.standardInput, VideoFiles::isVideo);
    }

    /**
     * The photos and videos in the order of the arguments.
     *
     * @throws dev.mien.InvalidInputException if a folder or a pattern has neither
     */
    List<Medium> of(List<String> arguments) {
        return inputs.of(arguments).stream().map(this::medium).toList();
    }

    private Medium medium(PictureSource source) {
        if (!source.isRepeatable()) {
            return new Medium(source, film());
        }
        return new Medium(source, source.original().filter(this::isFilm));
    }

    private boolean isFilm(Path file) {
        return VideoFiles.isVideo(file) && !(firstFrame && VideoFiles.isAnimation(file));
    }

    private Optional<Path> film() {
        try {
            standardInput.mark(VideoFiles.START);
            byte[] start = standardInput.readNBytes(VideoFiles.START);
            standardInput.reset();
            if (firstFrame && RgbImage.isSequence(start)
                    || !VideoFiles.isVideo(start, PictureInputs.STANDARD_INPUT) && !isAnimation(start)) {
                return Optional.empty();
            }
            Path file = Files.createTempFile("mien-", ".video");
            file.toFile().deleteOnExit();
            copy = Optional.of(file);
            Files.copy(standardInput, file, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new MienException("cannot copy standard input to a temporary file: " + FailureReason.of(e), e);
        }
    }

    /** Reads the whole input, because the start does not tell, and lets it be read again. */
    private boolean isAnimation(byte[] start) throws IOException {
        if (firstFrame || !VideoFiles.mayBeAnimation(start)) {
            return false;
        }
        byte[] whole = standardInput.readNBytes((int) DecodingOptions.DEFAULT.mostBytes() + 1);
        standardInput = new BufferedInputStream(new ByteArrayInputStream(whole));
        return VideoFiles.isAnimation(whole);
    }

    /** Whether the only argument names the only medium itself, and not a folder or a pattern. */
    static boolean isNamedItself(List<String> arguments, List<Medium> media) {
        return arguments.size() == 1
                && media.size() == 1
                && (arguments.get(0).equals(PictureInputs.STANDARD_INPUT)
                        || media.get(0).file().equals(FileNames.of(FileNames.parse(arguments.get(0)))));
    }

    @Override
    public void close() {
        copy.ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // it is deleted when the program ends
            }
        });
    }
}
