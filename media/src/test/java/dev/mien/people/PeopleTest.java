package dev.mien.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grouping on drawn looks. */
class PeopleTest {
    private static FaceEmbedding look(double... numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers[i];
        }
        return new FaceEmbedding(values);
    }

    @Test
    void aFaceGetsTheNearestPersonOrTheNextNumber() {
        People people = new People(0.5);
        assertThat(people.ofPicture(List.of(look(0, 0), look(2, 0)))).containsExactly(1, 2);
        assertThat(people.ofPicture(List.of(look(1.8, 0)))).containsExactly(2);
        assertThat(people.ofPicture(List.of(look(0, 0.4)))).containsExactly(1);
        assertThat(people.ofPicture(List.of(look(5, 5)))).containsExactly(3);
        assertThat(people.ofPicture(List.of())).isEmpty();
        assertThat(people.count()).isEqualTo(3);
    }

    @Test
    void thePeopleOfAPictureAreDifferentAndTheNearestIsFirst() {
        People people = new People(0.5);
        people.ofPicture(List.of(look(0, 0)));
        // both are near to person 1, the second one more
        assertThat(people.ofPicture(List.of(look(0.3, 0), look(0.1, 0)))).containsExactly(2, 1);
        People fresh = new People(0.5);
        assertThat(fresh.ofPicture(List.of(look(0, 0), look(0, 0), look(0, 0)))).containsExactly(1, 2, 3);
    }

    @Test
    void tracksThatWereNotTogetherMayBeOnePerson() {
        People people = new People(0.5);
        List<People.Sighting> tracks = List.of(
                new People.Sighting(look(0, 0), 5, Set.of(), Set.of(1)),
                new People.Sighting(look(0.1, 0), 5, Set.of(), Set.of(0)),
                new People.Sighting(look(0.05, 0), 2, Set.of(), Set.of()));
        List<Integer> numbers = people.number(tracks);
        assertThat(numbers.subList(0, 2)).containsExactly(1, 2);
        assertThat(numbers.get(2)).isIn(1, 2);
        assertThat(people.number(List.of(new People.Sighting(look(0, 0), 1, Set.of(1, 2), Set.of()))))
                .containsExactly(3);
    }

    /** The mean of nine looks and one: a tenth of the way. */
    @Test
    void looksCountByTheirNumber() {
        People people = new People(0.5);
        people.number(List.of(new People.Sighting(look(0, 0), 9, Set.of(), Set.of())));
        people.add(1, look(0.4, 0));
        // the mean is 0.04, so 0.53 is near enough and 0.55 is not
        assertThat(people.ofPicture(List.of(look(0.55, 0)))).containsExactly(2);
        assertThat(people.ofPicture(List.of(look(0.27, 0)))).containsExactly(1);
    }

    /** Ten people with fifty looks each, as far apart as those of real faces: 0.4 within and 0.75 between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void peopleComeApart(long seed) {
        Random random = new Random(seed);
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            centres.add(gaussian(random, new float[128], 0.045));
        }
        People people = new People(People.DISTANCE);
        List<Set<Integer>> numbers = new ArrayList<>();
        centres.forEach(centre -> numbers.add(new HashSet<>()));
        for (int i = 0; i < 500; i++) {
            int who = random.nextInt(10);
            FaceEmbedding look = new FaceEmbedding(gaussian(random, centres.get(who), 0.025));
            numbers.get(who).addAll(people.ofPicture(List.of(look)));
        }
        assertThat(people.count()).isEqualTo(10);
        assertThat(numbers).allMatch(one -> one.size() == 1);
    }

    private static float[] gaussian(Random random, float[] centre, double deviation) {
        float[] values = centre.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    @Test
    void meansAndDistancesAreEuclid() {
        assertThat(look(0, 3).distance(look(4, 0))).isCloseTo(5, within(1e-9));
        assertThat(FaceEmbedding.mean(List.of(look(0, 3), look(4, 0), look(2, 0)))
                        .distance(look(2, 1)))
                .isCloseTo(0, within(1e-6));
        assertThat(look(1, 2))
                .isEqualTo(look(1, 2))
                .hasSameHashCodeAs(look(1, 2))
                .isNotEqualTo(look(1, 3));
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> new People(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the distance under which two faces are one person's is 0.0, expected a number above 0 and"
                        + " below 2");
        assertThatThrownBy(() -> look(1).distance(look(1, 2)))
                .hasMessage("embeddings of 1 and 2 numbers were compared: expected those of one network");
        assertThatThrownBy(() -> look(Double.NaN))
                .hasMessage("an embedding has the number NaN, expected finite numbers");
        assertThatThrownBy(() -> look()).hasMessage("an embedding has no numbers, expected at least one");
        assertThatThrownBy(() -> FaceEmbedding.mean(List.of()))
                .hasMessage("the mean of no embedding was asked for, expected at least one");
        assertThatThrownBy(() -> new People.Sighting(look(1), 0, Set.of(), Set.of()))
                .hasMessage("a sighting has 0 looks, expected at least 1");
    }
}
