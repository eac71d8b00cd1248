package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.SyntheticFaces;

/** Faces that Mien draws, in the size that a model reads. */
final class DrawnFaces {
    private static final int SIDE = SyntheticFaces.SIDE;

    private DrawnFaces() {}

    /**
     * Draws faces, the emotions in turn.
     *
     * @param count number of faces, at least 1
     * @param seed of the first face; each next face has the next seed
     */
    static Dataset of(int width, int height, int count, long seed) {
        return of(width, height, count, seed, LabelSet.FER2013);
    }

    /**
     * Draws faces of the seven emotions in turn, and labels them with classes in turn. If these are not the seven
     * emotions, the labels have no meaning.
     */
    static Dataset of(int width, int height, int count, long seed, LabelSet classes) {
        int pixels = width * height;
        byte[] all = new byte[count * pixels];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            Emotion emotion = Emotion.ofCode(i % Emotion.COUNT);
            labels[i] = (byte) (i % classes.size());
            GrayImage.of(SIDE, SIDE, SyntheticFaces.drawImage(emotion, seed + i, SIDE))
                    .resized(width, height)
                    .copyPixels(all, i * pixels);
        }
        return Dataset.of("drawn faces", width, height, all, classes, labels);
    }
}
