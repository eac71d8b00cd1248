package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.io.Causes;
import dev.mien.recognition.Recognition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answer to one picture.
 *
 * @param source of the picture
 * @param width of the upright picture in pixels; 0 if it cannot be read
 * @param height in pixels; 0 if it cannot be read
 * @param faces from left to right; empty if the picture has no face or cannot be read
 * @param error why the picture cannot be read, or why something that was to be drawn of it is missing; empty if nothing
 *     failed
 * @param failed whether the program or the machine failed, not the picture
 * @param lacksMemory whether it failed because Java has too little memory
 */
public record PictureAnswer(
        PictureSource source,
        int width,
        int height,
        List<Recognition> faces,
        Optional<String> error,
        boolean failed,
        boolean lacksMemory) {
    /** Copies the faces. */
    public PictureAnswer {
        faces = List.copyOf(faces);
    }

    /** The answer to a picture that was read. */
    public PictureAnswer(PictureSource source, int width, int height, List<Recognition> faces) {
        this(source, width, height, faces, Optional.empty(), false, false);
    }

    /** The answer to a picture that could not be read. */
    static PictureAnswer of(PictureSource source, Throwable failure, Function<MienException, String> words) {
        return new PictureAnswer(source, 0, 0, List.of()).withFailure(failure, words);
    }

    /** The same answer with what failed after the picture was read. */
    PictureAnswer withFailure(Throwable failure, Function<MienException, String> words) {
        boolean memory = Causes.include(failure, OutOfMemoryError.class);
        String told = memory && !(failure instanceof InvalidInputException)
                ? words.apply(lackOfMemory(failure))
                : failure instanceof MienException known ? words.apply(known) : String.valueOf(failure);
        return new PictureAnswer(
                source,
                width,
                height,
                faces,
                Optional.of(error.map(earlier -> earlier + ". " + told).orElse(told)),
                !(failure instanceof InvalidInputException),
                memory);
    }

    private MienException lackOfMemory(Throwable cause) {
        return new MienException(
                source.file() + " needs more memory than the "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB that Java may use. A smaller picture needs less",
                Remedy.lower(Remedy.Setting.THREADS).or(Remedy.to(Remedy.Action.GIVE_MEMORY)),
                cause);
    }

    /** Whether the picture was read. */
    public boolean wasRead() {
        return width > 0;
    }
}
