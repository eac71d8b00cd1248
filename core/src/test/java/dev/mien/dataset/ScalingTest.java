package dev.mien.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private final Dataset train = Faces.dots(0, 0, 255, 100, 7);

    @Test
    void rawAndUnitNeedNoFit() {
        assertThat(Scaling.fit(Scaling.Kind.RAW, train).apply(200)).isEqualTo(200f);
        assertThat(Scaling.fit(Scaling.Kind.UNIT, train).apply(51)).isEqualTo(0.2f);
    }

    /** Values: {@code sklearn.preprocessing.StandardScaler().fit([[0], [0], [255], [100], [7]])}. */
    @Test
    void standardIsThatOfStandardScaler() {
        Scaling scaling = Scaling.fit(Scaling.Kind.STANDARD, train);

        assertThat(scaling.mean()).isEqualTo(72.4, within(1e-12));
        assertThat(scaling.deviation()).isEqualTo(98.85868702344777, within(1e-12));
        assertThat(scaling.apply(255)).isEqualTo(1.847081f, within(1e-6f));
    }

    @Test
    void standardKnowsTheTrainingSamplesAlone() {
        Dataset all = Faces.dots(0, 0, 255, 100, 7, 250, 250, 250);

        assertThat(Scaling.fit(Scaling.Kind.STANDARD, all.limit(5)))
                .isEqualTo(Scaling.fit(Scaling.Kind.STANDARD, train))
                .isNotEqualTo(Scaling.fit(Scaling.Kind.STANDARD, all));
    }

    @Test
    void standardOfOneGreyValueDividesByOne() {
        assertThat(Scaling.fit(Scaling.Kind.STANDARD, Faces.dots(9, 9)))
                .isEqualTo(new Scaling(Scaling.Kind.STANDARD, 9, 1));
    }

    @Test
    void refusesWhatCannotScale() {
        assertThatThrownBy(() -> Scaling.fit(Scaling.Kind.STANDARD, train.limit(0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("standard scaling is fitted on the training split, which is empty");
        assertThatThrownBy(() -> new Scaling(Scaling.Kind.STANDARD, 0, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("scaling needs a finite mean and a deviation above 0, got 0.0 and 0.0");
    }
}
