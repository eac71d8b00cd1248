package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private final Registry<Integer> fruits = new Registry<>("fruit");

    @Test
    void thingsComeInTheOrderInWhichTheyWereAdded() {
        fruits.add("pear", 3);
        fruits.add("apple", 1);
        assertThat(fruits.names()).containsExactly("pear", "apple");
        assertThat(fruits.all()).containsExactly(3, 1);
        assertThat(fruits.named("apple")).isEqualTo(1);
        assertThat(fruits.find("plum")).isEmpty();
        assertThatThrownBy(() -> fruits.named("plum"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no fruit is named 'plum'; there are pear, apple");
    }

    @Test
    void aNameThatIsTakenStays() {
        fruits.add("pear", 3);
        assertThatThrownBy(() -> fruits.add("pear", 4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name 'pear' of the fruit is taken: choose another name");
        assertThat(fruits.named("pear")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-pear", "a pear", "pear\n", "p/ear", "../pear", "pear,apple", "Pear", "peaR"})
    void aNameThatNoFileOrOptionCanHoldIsRefused(String name) {
        assertThatThrownBy(() -> fruits.add(name, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name of the fruit is '" + PrintableText.of(name) + "', expected lower-case letters,"
                        + " digits, '.', '_', '+' and '-', the first of them a letter or a digit");
        assertThat(fruits.names()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // a program without such checks passes null
    void anAbsentNameOrThingIsSaidToBeNull() {
        assertThatThrownBy(() -> fruits.add(null, 3))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the name of the fruit is null, expected a text");
        assertThatThrownBy(() -> fruits.add("pear", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the fruit 'pear' is null, expected an object");
        assertThat(fruits.names()).isEmpty();
    }

    @Test
    void ofManyThreadsThatAddTheSameNameOneSucceeds() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                String name = "fruit" + round;
                List<CompletableFuture<Boolean>> added = new ArrayList<>();
                IntStream.range(0, 8)
                        .forEach(i -> added.add(CompletableFuture.supplyAsync(() -> isAdded(name, i), threads)));
                assertThat(added.stream().filter(CompletableFuture::join)).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fruits.names()).hasSize(50);
    }

    private boolean isAdded(String name, int value) {
        try {
            fruits.add(name, value);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
