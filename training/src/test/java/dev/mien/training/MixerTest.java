package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixerTest {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;
    private static final int DRAWS = 4000;

    private static Mixer mixer(Mixing... mixings) {
        return new Mixer(new Mixings(List.of(mixings)), WIDTH, HEIGHT, 5);
    }

    @Test
    void aDrawIsAPureFunctionOfSeedEpochAndPlace() {
        Mixing mixup = new Mixing.Mixup(0.4);
        Mixer.Draw draw = mixer(mixup).draw(2, 17, 100);
        assertThat(mixer(mixup).draw(2, 17, 100)).isEqualTo(draw);
        assertThat(mixer(mixup).draw(3, 17, 100)).isNotEqualTo(draw);
        assertThat(mixer(mixup).draw(2, 18, 100)).isNotEqualTo(draw);
        assertThat(new Mixer(new Mixings(List.of(mixup)), WIDTH, HEIGHT, 6).draw(2, 17, 100))
                .isNotEqualTo(draw);
    }

    /** Mean 1/2 and variance 1 / (4 (2 alpha + 1)) of the beta distribution. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1})
    void sharesFollowTheBetaDistribution(double alpha) {
        Mixer mixer = mixer(new Mixing.Mixup(alpha));
        double[] shares = IntStream.range(0, DRAWS)
                .mapToDouble(i -> mixer.draw(1, i, 50).share())
                .toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double variance =
                Arrays.stream(shares).map(s -> (s - 0.5) * (s - 0.5)).average().orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.03));
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.01));
    }

    @Test
    void partnersComeFromAllSamplesAlike() {
        Mixer mixer = mixer(new Mixing.Mixup(1));
        int[] counts = new int[10];
        IntStream.range(0, DRAWS)
                .forEach(i -> counts[mixer.draw(1, i, counts.length).partner()]++);
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(300, 500));
    }

    @Test
    void mixupAveragesPicturesAndTargetsAlike() {
        Mixer.Draw draw = mixer(new Mixing.Mixup(1)).draw(1, 3, 10);
        float[] picture = new float[WIDTH * HEIGHT + 1];
        Arrays.fill(picture, 100);
        float[] partner = new float[WIDTH * HEIGHT];
        Arrays.fill(partner, 200);
        mixer(new Mixing.Mixup(1)).mixPictures(draw, picture, 1, partner);
        float expected = (float) (200 - 100 * draw.share());
        assertThat(picture[0]).isEqualTo(100);
        for (int i = 1; i < picture.length; i++) {
            assertThat(picture[i]).isCloseTo(expected, within(1e-3f));
        }
        float[] targets = {9, 1, 0};
        Mixer.mixTargets(draw, targets, 1, new float[] {0, 1});
        assertThat(targets[0]).isEqualTo(9);
        assertThat(targets[1]).isCloseTo((float) draw.share(), within(1e-6f));
        assertThat(targets[2]).isCloseTo((float) (1 - draw.share()), within(1e-6f));
    }

    @Test
    void cutMixShowsThePartnerInARectangleOfTheShareThatTheTargetsTake() {
        Mixer mixer = mixer(new Mixing.CutMix(1));
        for (int i = 0; i < 200; i++) {
            Mixer.Draw draw = mixer.draw(1, i, 10);
            float[] picture = new float[WIDTH * HEIGHT];
            float[] partner = new float[WIDTH * HEIGHT];
            Arrays.fill(partner, 1);
            mixer.mixPictures(draw, picture, 0, partner);
            int shown = 0;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    Mixer.Box box = draw.box();
                    boolean inside = x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
                    assertThat(picture[y * WIDTH + x]).isEqualTo(inside ? 1 : 0);
                    shown += inside ? 1 : 0;
                }
            }
            assertThat(1 - draw.share()).isCloseTo((double) shown / (WIDTH * HEIGHT), within(1e-12));
        }
    }

    @Test
    void ofSeveralMixingsEachIsDrawn() {
        Mixer mixer = mixer(new Mixing.Mixup(0.2), new Mixing.CutMix(1));
        long averages = IntStream.range(0, DRAWS)
                .filter(i -> mixer.draw(1, i, 10).averages())
                .count();
        assertThat(averages).isBetween(DRAWS * 45L / 100, DRAWS * 55L / 100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void aShareOfTheSamplesIsMixed(double share) {
        Mixer mixer = new Mixer(new Mixings(List.of(new Mixing.Mixup(0.2)), share, 1), WIDTH, HEIGHT, 5);
        long mixed = IntStream.range(0, DRAWS).filter(i -> mixer.mixes(1, i)).count();
        assertThat((double) mixed / DRAWS).isCloseTo(share, within(0.03));
        assertThat(IntStream.range(0, 50).map(i -> mixer.mixes(2, i) ? 1 : 0).sum())
                .isEqualTo(IntStream.range(0, 50)
                        .map(i -> mixer.mixes(2, i) ? 1 : 0)
                        .sum());
    }

    @Test
    void mixingEndsBehindItsShareOfTheEpochs() {
        Mixings mixings = new Mixings(List.of(new Mixing.Mixup(0.2)), 0.5, 0.85);
        assertThat(mixings.mixes(127, 150)).isTrue();
        assertThat(mixings.mixes(128, 150)).isFalse();
        assertThat(Mixings.NONE.mixes(1, 150)).isFalse();
        assertThatThrownBy(() -> new Mixings(List.of(), 0, 1))
                .hasMessage("share of the samples that are mixed is 0.0, expected above 0, at most 1");
        assertThatThrownBy(() -> new Mixings(List.of(new Mixing.Mixup(0.2), new Mixing.Mixup(0.3))))
                .hasMessageContaining("a mixing stands twice");
    }

    @Test
    void anAlphaOutsideOfItsRangeIsRefused() {
        assertThatThrownBy(() -> new Mixing.Mixup(0)).hasMessage("alpha of a mixture is 0.0, expected 0.01 to 1");
        assertThatThrownBy(() -> new Mixing.CutMix(1.1)).hasMessageContaining("1.1");
    }
}
