package dev.mien.cli;

import dev.mien.LabelSet;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureArtist;
import dev.mien.batch.PictureBatch;
import dev.mien.batch.PictureRecognizer;
import dev.mien.batch.PictureSource;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.EmotionRecognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads photos side by side, and draws their copies and heat maps. */
final class PhotoRun implements AutoCloseable {
    private final EmotionRecognizer recognizer;
    private final PictureBatch batch;

    /**
     * Opens the recognizer.
     *
     * @param photos the most that are read at a time; with a grouping they are read one after the other, because a
     *     person's number depends on the photos before
     */
    PhotoRun(RecognizerOptions recognizers, Optional<PeopleGrouping> grouping, MediaTargets targets, int photos) {
        int sideBySide = grouping.isPresent() ? 1 : Math.min(recognizers.threads(), photos);
        recognizer = recognizers.open(recognizers.threads() / sideBySide);
        try {
            List<PictureArtist> artists = new ArrayList<>();
            targets.annotatedPictures().ifPresent(artists::add);
            targets.heatMaps(recognizer).ifPresent(artists::add);
            PictureRecognizer reader = recognizers.reader(recognizer);
            PictureRecognizer numbering = grouping.<PictureRecognizer>map(
                            people -> picture -> people.numbered(picture, reader.recognize(picture)))
                    .orElse(reader);
            batch = new PictureBatch(numbering, artists, sideBySide, RemedyText::of);
        } catch (RuntimeException e) {
            recognizer.close();
            throw e;
        }
    }

    /** Reads photos. {@code listener} gets the answers in order. */
    void run(List<PictureSource> photos, Consumer<PictureAnswer> listener) {
        batch.run(photos, listener);
    }

    /** The classes of the model. */
    LabelSet labels() {
        return recognizer.labels();
    }

    @Override
    public void close() {
        recognizer.close();
    }
}
