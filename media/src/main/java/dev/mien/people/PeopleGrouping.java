package dev.mien.people;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.face.Eyes;
import dev.mien.face.Keypoints;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Gives a person the same number in all pictures and videos that it sees, by the looks of the face. It holds the native
 * memory of its network, which {@link #close} frees. The looks are in memory alone, and go when the object does.
 *
 * <pre>{@code
 * try (PeopleGrouping grouping = PeopleGrouping.create(People.DISTANCE, 4)) {
 *     for (RgbImage picture : pictures) {
 *         grouping.numbered(picture, recognizer.recognize(picture)).forEach(face -> show(face.person()));
 *     }
 * }
 * }</pre>
 */
public final class PeopleGrouping implements AutoCloseable {
    /** A face needs this width in pixels. Smaller ones look alike. */
    static final double LEAST_WIDTH = 32;

    /** Eyes nearer than this, in widths of the box, belong to a face seen from the side, which does not show enough. */
    private static final double PROFILE = 0.2;

    private final FaceEmbedder embedder;
    private final People people;

    private PeopleGrouping(FaceEmbedder embedder, People people) {
        this.embedder = embedder;
        this.people = people;
    }

    /**
     * A grouping that has seen nobody.
     *
     * @param distance that faces of one person may have, above 0 and below 2; usually {@link People#DISTANCE}
     * @param threads that compute one answer together, at least 1
     * @throws InvalidInputException if they are outside their ranges
     * @throws MienException if the network that comes with Mien is absent or damaged
     */
    public static PeopleGrouping create(double distance, int threads) {
        People people = new People(distance);
        return new PeopleGrouping(DlibFaceEmbedder.create(threads), people);
    }

    /**
     * A grouping with another network.
     *
     * @param embedder closed with the grouping
     */
    public static PeopleGrouping of(FaceEmbedder embedder, People people) {
        return new PeopleGrouping(embedder, people);
    }

    /**
     * The faces of a picture with the numbers of their people. One call is made at a time.
     *
     * @param faces found in this picture
     * @return the same faces in the same order; those that do not show enough have no number
     */
    public synchronized List<Recognition> numbered(RgbImage picture, List<Recognition> faces) {
        List<Recognition> clear =
                faces.stream().filter(PeopleGrouping::showsEnough).toList();
        List<Integer> numbers = people.ofPicture(embedder.embeddings(picture, clear));
        List<Recognition> numbered = new ArrayList<>();
        int next = 0;
        for (Recognition face : faces) {
            numbered.add(
                    face.withPerson(showsEnough(face) ? OptionalInt.of(numbers.get(next++)) : OptionalInt.empty()));
        }
        return List.copyOf(numbered);
    }

    /** Whether a face is large enough and turned to the camera, so that its looks tell who it is. */
    public static boolean showsEnough(Recognition face) {
        double width = face.box().width();
        return width >= LEAST_WIDTH
                && face.keypoints()
                        .flatMap(Keypoints::eyes)
                        .map(Eyes::distance)
                        .filter(distance -> distance >= PROFILE * width)
                        .isPresent();
    }

    /**
     * The looks of some faces of a frame, for {@link #number}.
     *
     * @param faces found in this picture, which {@linkplain #showsEnough show enough}
     */
    public List<FaceEmbedding> looks(RgbImage picture, List<Recognition> faces) {
        return embedder.embeddings(picture, faces);
    }

    /** The numbers of faces whose looks are known; see {@link People#number}. */
    public synchronized List<Integer> number(List<People.Sighting> faces) {
        return people.number(faces);
    }

    /** Takes another look of a person; see {@link People#add}. */
    public synchronized void add(int person, FaceEmbedding look) {
        people.add(person, look);
    }

    /** The number of people so far, which is the highest number. */
    public synchronized int people() {
        return people.count();
    }

    @Override
    public void close() {
        embedder.close();
    }
}
