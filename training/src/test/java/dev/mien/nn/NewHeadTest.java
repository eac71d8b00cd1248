package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewHeadTest {
    private static final ModelArchitecture MIEN = Architectures.named("mien-light");
    private static final Weights TRAINED = Weights.initial(MIEN, 1);

    private static NewHead head(String labels) {
        LabelSet own = LabelSet.parse(labels);
        return NewHead.of(MIEN, LabelSet.FER2013, TRAINED, own, MIEN.withHead(own, false), 2);
    }

    @Test
    void theLayersBelowAreTakenOverAndTheHeadIsFresh() {
        NewHead head = head("bored,confused,engaged,happy");
        head.weights().requireFit(head.architecture(), "the new network");
        assertThat(head.isFresh()).isTrue();
        assertThat(head.architecture().classes()).isEqualTo(4);
        assertThat(head.architecture().hasSecondHead()).isFalse();
        assertThat(head.weights().get("conv2d.kernel")).isEqualTo(TRAINED.get("conv2d.kernel"));
        assertThat(head.weights().get("dense.bias")).containsExactly(0, 0, 0, 0);
    }

    @Test
    void classesThatTheNetworkKnowsKeepTheirOutputs() {
        NewHead head = head("neutral,happy,sad");
        assertThat(head.isFresh()).isFalse();
        float[] before = TRAINED.get("two_heads.kernel");
        int inputs = before.length / 15;
        float[] after = head.weights().get("dense.kernel");
        assertThat(Arrays.copyOfRange(after, 0, inputs)).isEqualTo(Arrays.copyOfRange(before, 6 * inputs, 7 * inputs));
        assertThat(Arrays.copyOfRange(after, inputs, 2 * inputs))
                .isEqualTo(Arrays.copyOfRange(before, 3 * inputs, 4 * inputs));
    }

    @Test
    void aHeadForFerPlusStaysIfItIsTaught() {
        LabelSet part = LabelSet.parse("happy,sad,neutral");
        ModelArchitecture wanted = MIEN.withHead(part, true);
        assertThat(wanted.heads()).containsExactly(new Head(0, 3), new Head(3, 8));
        assertThat(MIEN.withHead(LabelSet.FER2013, false)).isEqualTo(MIEN);
    }

    @Test
    void oneClassIsRefused() {
        LabelSet one = LabelSet.ofNames(List.of("happy"));
        assertThatThrownBy(() -> MIEN.withHead(one, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is nothing to tell apart: the only class is happy, expected at least two classes");
    }
}
