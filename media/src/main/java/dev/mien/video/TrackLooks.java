package dev.mien.video;

import dev.mien.people.FaceEmbedding;
import dev.mien.people.People;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What is known about the person of a track: some looks at first, then a number. */
final class TrackLooks {
    /** Seconds from one look to the next, while there is no number. */
    static final double BETWEEN = 0.2;

    /** Looks that are enough for a number. */
    static final int ENOUGH = 5;

    /** The longest time in seconds from the first look to the number. */
    static final double WAIT = 1;

    /** By how many seconds sums of times may be wrong. */
    private static final double ROUNDING = 1e-6;

    private final double firstSeen;
    private double lastSeen;
    private double firstLook = Double.POSITIVE_INFINITY;
    private double nextLook = Double.NEGATIVE_INFINITY;
    private List<FaceEmbedding> looks = new ArrayList<>();
    private Set<Integer> together = new HashSet<>();
    private OptionalInt person = OptionalInt.empty();

    TrackLooks(double time) {
        firstSeen = time;
        lastSeen = time;
    }

    /** Records that a frame shows the track, beside other tracks. */
    void see(double time, Set<Integer> tracks) {
        lastSeen = time;
        if (person.isEmpty()) {
            together.addAll(tracks);
        }
    }

    double lastSeen() {
        return lastSeen;
    }

    /** Whether another look is wanted. The longer a person is known, the rarer it is. */
    boolean wantsLook(double time) {
        return time >= nextLook - ROUNDING;
    }

    /** Takes a look, before there is a number. */
    void look(double time, FaceEmbedding look) {
        noteLook(time);
        looks.add(look);
    }

    /** Records a look that went to the person. */
    void noteLook(double time) {
        firstLook = Math.min(firstLook, time);
        nextLook = time + (person.isPresent() ? Math.max(BETWEEN, time - firstLook) : BETWEEN);
    }

    boolean hasLooks() {
        return !looks.isEmpty();
    }

    /** Whether the looks are enough for a number, or were waited for long enough. */
    boolean isDue(double time) {
        return person.isEmpty() && hasLooks() && (looks.size() >= ENOUGH || time - firstLook >= WAIT - ROUNDING);
    }

    /** Whether its frames need not wait: there is a number, or no look for a long time. */
    boolean isSettled(double time) {
        return person.isPresent() || !hasLooks() && time - firstSeen >= WAIT;
    }

    Set<Integer> together() {
        return Set.copyOf(together);
    }

    /** The looks, for a number. */
    People.Sighting sighting(Set<Integer> strangers, Set<Integer> apart) {
        return new People.Sighting(FaceEmbedding.mean(looks), looks.size(), strangers, apart);
    }

    OptionalInt person() {
        return person;
    }

    /** Takes the number and forgets the looks. */
    void settle(int number) {
        person = OptionalInt.of(number);
        looks = List.of();
        together = Set.of();
    }
}
