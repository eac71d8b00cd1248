package dev.mien.batch;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.io.ProgramEndingException;
import dev.mien.io.WriteFailedException;
import dev.mien.recognition.Recognition;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one picture from its source to its answer. A picture that cannot be read or drawn gives an answer with the
 * reason. Thread-safe, if recognizer and artists are.
 */
public final class PictureReading {
    private final PictureRecognizer reader;
    private final List<PictureArtist> artists;
    private final Function<MienException, String> words;
    private final PixelBudget budget;

    /**
     * Prepares readings.
     *
     * @param artists draw the picture before its answer is given
     * @param words the text of a failure in an answer
     * @param budget shared by all readings of a program
     */
    public PictureReading(
            PictureRecognizer reader,
            List<PictureArtist> artists,
            Function<MienException, String> words,
            PixelBudget budget) {
        this.reader = reader;
        this.artists = List.copyOf(artists);
        this.words = words;
        this.budget = budget;
    }

    /** The answer to a picture. A picture that lacks memory is tried again alone. */
    public PictureAnswer answer(PictureSource source) {
        try (PixelBudget.Share share = budget.share()) {
            PictureAnswer answer = answer(source, share);
            if (answer.lacksMemory() && source.isRepeatable()) {
                share.takeAll();
                return answer(source, share);
            }
            return answer;
        }
    }

    private PictureAnswer answer(PictureSource source, PixelBudget.Share share) {
        RgbImage picture;
        List<Recognition> faces;
        try {
            picture = source.read(share);
            faces = reader.recognize(picture);
        } catch (MienException | OutOfMemoryError e) {
            return PictureAnswer.of(source, e, words);
        }
        return drawn(source, picture, faces);
    }

    /** A failure of an artist is told beside the faces, which stay. Only a disk that takes no file ends the batch. */
    private PictureAnswer drawn(PictureSource source, RgbImage picture, List<Recognition> faces) {
        PictureAnswer answer = new PictureAnswer(source, picture.width(), picture.height(), faces);
        for (PictureArtist artist : artists) {
            try {
                artist.draw(source, picture, faces);
            } catch (ProgramEndingException e) {
                throw e;
            } catch (RuntimeException | OutOfMemoryError e) {
                if (e instanceof WriteFailedException failure && failure.isOfWholeDisk()) {
                    throw e;
                }
                answer = answer.withFailure(e, words);
            }
        }
        return answer;
    }
}
