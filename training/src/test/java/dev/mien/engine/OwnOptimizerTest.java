package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An optimizer that is not Mien's. */
class OwnOptimizerTest {
    /**
     * Moves each weight by the learning rate, against the sign of a mean of gradients (signum, Bernstein et al., arXiv
     * 1802.04434).
     */
    private record Signum(double beta) implements OptimizerSpec {
        @Override
        public String label() {
            return "signum-of-test";
        }

        @Override
        public UpdateRule rule(double learningRate, long step) {
            float rate = (float) learningRate;
            float share = (float) (1 - beta);
            return (values, gradients, first, second, length) -> {
                for (int i = 0; i < length; i++) {
                    first[i] += share * (gradients[i] - first[i]);
                    values[i] -= rate * Math.signum(first[i]);
                }
            };
        }
    }

    @Test
    void itMovesANetworkAndItsStateIsKept() {
        ModelArchitecture small = Architectures.named("small");
        Weights begin = Weights.initial(small, 3);
        float[] pictures = new float[48 * 48];
        pictures[1000] = 1;
        float[] targets = {0, 0, 0, 1, 0, 0, 0};
        try (Network network = new Network(small, begin, Precision.FP32, 1)) {
            TrainingStep step = new TrainingStep(network, new Signum(0.5), Refinements.NONE);
            step.run(pictures, targets, 1, 0.25, 1);
            float[] kernel = network.weights().get("dense_1.kernel");
            float[] before = begin.get("dense_1.kernel");
            int moved = 0;
            for (int i = 0; i < kernel.length; i++) {
                float way = Math.abs(kernel[i] - before[i]);
                assertThat(way < 1e-6f || Math.abs(way - 0.25f) < 1e-6f)
                        .as("%d moved by %s", i, way)
                        .isTrue();
                moved += way > 0.1f ? 1 : 0;
            }
            assertThat(moved).isPositive();
            OptimizerState state = step.optimizerState();
            assertThat(state.steps()).isEqualTo(1);
            assertThat(state.first()).hasSize(small.trainableCount()).isNotEqualTo(state.second());
            assertThat(state.second()).containsOnly(0);
        }
    }

    @Test
    void aNameIsRegisteredOnce() {
        Optimizers.register(new Signum(0.9));
        assertThat(Optimizers.named("signum-of-test")).isEqualTo(new Signum(0.9));
        assertThat(Optimizers.names())
                .startsWith("adam", "sgd", "rmsprop", "adamax")
                .contains("signum-of-test");
        assertThatThrownBy(() -> Optimizers.register(new Signum(0.8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the optimizer " + Signum.class.getName() + " has the name 'signum-of-test' already");
        assertThatThrownBy(() -> Optimizers.named("lion"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no optimizer is named 'lion'; there are adam, sgd, rmsprop, adamax");
    }

    private record First(String label) implements OptimizerSpec {
        @Override
        public UpdateRule rule(double learningRate, long step) {
            return (values, gradients, first, second, length) -> {};
        }
    }

    private record Second(String label) implements OptimizerSpec {
        @Override
        public UpdateRule rule(double learningRate, long step) {
            return (values, gradients, first, second, length) -> {};
        }
    }

    @Test
    void twoThreadsRegisterInOneOrder() {
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> Optimizers.register(new First("first-of-test")));
        Optimizers.register(new Second("second-of-test"));
        first.join();
        assertThat(Optimizers.names())
                .contains("first-of-test", "second-of-test")
                .isEqualTo(Optimizers.kinds().names());
    }

    @Test
    void whatIsNoRecordIsRefused() {
        OptimizerSpec bare = new OptimizerSpec() {
            @Override
            public String label() {
                return "bare";
            }

            @Override
            public UpdateRule rule(double learningRate, long step) {
                return (values, gradients, first, second, length) -> {};
            }
        };
        assertThatThrownBy(() -> Optimizers.register(bare))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a record, whose components are what a file keeps of it");
        assertThat(Optimizers.names()).doesNotContain("bare");
    }
}
