package dev.mien.people;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Numbers people by their looks, in the order in which they come. A face gets the number of the person whose mean look
 * is the nearest, if it is near enough. Otherwise it gets the next number. So a number is known at once and never
 * changes, and the same pictures in the same order have the same numbers. Another order may give other groups.
 *
 * <p>It keeps the mean look of each person in memory and writes nothing. Not thread-safe.
 */
public final class People {
    /**
     * The usual distance under which two looks are one person's. dlib's own is 0.6. In group photos, the looks of two
     * people may be that near (docs/videos.md).
     */
    public static final double DISTANCE = 0.5;

    private static final int UNKNOWN = 0;

    private final double distance;
    private final List<Person> people = new ArrayList<>();

    /** The mean of all looks that were taken for one person's. */
    private static final class Person {
        private FaceEmbedding mean;
        private int looks;

        Person(FaceEmbedding mean, int looks) {
            this.mean = mean;
            this.looks = looks;
        }

        void add(FaceEmbedding look, int count) {
            mean = mean.mixed(look, count / (double) (looks + count));
            looks += count;
        }
    }

    /**
     * A face to be numbered.
     *
     * @param look the mean of its looks
     * @param looks their count, at least 1
     * @param strangers numbers of people whom it is not
     * @param apart indexes of faces, in the same list, that are other people
     */
    public record Sighting(FaceEmbedding look, int looks, Set<Integer> strangers, Set<Integer> apart) {
        /** Copies the sets and checks the count. */
        public Sighting {
            strangers = Set.copyOf(strangers);
            apart = Set.copyOf(apart);
            if (looks < 1) {
                throw new InvalidInputException("a sighting has " + looks + " looks, expected at least 1");
            }
        }
    }

    /**
     * Nobody is known yet.
     *
     * @param distance under which two looks are one person's, above 0 and below 2
     * @throws InvalidInputException if it is outside that range
     */
    public People(double distance) {
        if (!(distance > 0 && distance < 2)) {
            throw new InvalidInputException("the distance under which two faces are one person's is " + distance
                    + ", expected a number above 0 and below 2");
        }
        this.distance = distance;
    }

    /** The number of people so far, which is the highest number. */
    public int count() {
        return people.size();
    }

    /**
     * Numbers the faces of one picture. They are different people.
     *
     * @return a number from 1 for each face, in order
     */
    public List<Integer> ofPicture(List<FaceEmbedding> faces) {
        Set<Integer> all = Set.copyOf(IntStream.range(0, faces.size()).boxed().toList());
        return number(
                faces.stream().map(look -> new Sighting(look, 1, Set.of(), all)).toList());
    }

    /**
     * Numbers faces. The nearest pair of face and person comes first. New people are numbered in the order of the
     * faces.
     *
     * @return a number from 1 for each face, in order
     */
    public List<Integer> number(List<Sighting> faces) {
        int[] numbers = new int[faces.size()];
        List<double[]> distances = new ArrayList<>();
        people.forEach(person -> distances.add(distances(faces, person.mean)));
        for (int left = faces.size(); left > 0; left--) {
            Pair nearest = nearest(faces, numbers, distances);
            if (nearest.person == UNKNOWN) {
                people.add(new Person(faces.get(nearest.face).look, 0));
                distances.add(distances(faces, faces.get(nearest.face).look));
            }
            numbers[nearest.face] = nearest.person == UNKNOWN ? people.size() : nearest.person;
        }
        for (int face = 0; face < numbers.length; face++) {
            add(numbers[face], faces.get(face).look, faces.get(face).looks);
        }
        return IntStream.of(numbers).boxed().toList();
    }

    private static double[] distances(List<Sighting> faces, FaceEmbedding mean) {
        return faces.stream().mapToDouble(face -> face.look.distance(mean)).toArray();
    }

    /** A face without a number, and the person whom it is taken for; {@link #UNKNOWN} if it is a new one. */
    private record Pair(int face, int person) {}

    /** The nearest pair of those that are near enough. Without one it is the first face, as a new person. */
    private Pair nearest(List<Sighting> faces, int[] numbers, List<double[]> distances) {
        Pair nearest = new Pair(firstUnknown(numbers), UNKNOWN);
        double least = distance;
        for (int face = nearest.face; face < numbers.length; face++) {
            for (int person = 1; numbers[face] == UNKNOWN && person <= distances.size(); person++) {
                double found = distances.get(person - 1)[face];
                if (found < least && mayBe(faces.get(face), person, numbers)) {
                    least = found;
                    nearest = new Pair(face, person);
                }
            }
        }
        return nearest;
    }

    private static int firstUnknown(int[] numbers) {
        int face = 0;
        while (numbers[face] != UNKNOWN) {
            face++;
        }
        return face;
    }

    private static boolean mayBe(Sighting face, int person, int[] numbers) {
        return !face.strangers.contains(person) && face.apart.stream().noneMatch(other -> numbers[other] == person);
    }

    /**
     * Takes another look of a person, so that the mean becomes better.
     *
     * @param number of the person
     */
    public void add(int number, FaceEmbedding look) {
        add(number, look, 1);
    }

    private void add(int number, FaceEmbedding look, int looks) {
        people.get(number - 1).add(look, looks);
    }
}
