package dev.mien.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Applies an update rule to a network's parameters, piece by piece: a piece of each array stays in the cache while the rule's
 * operations pass over it.
 */
final class Optimizer implements AutoCloseable {
    private static final long PIECE = 1 << 19;

    private final Owned owned = new Owned();
    private final OptimizerSpec spec;
    private final List<Piece> pieces = new ArrayList<>();
    private final Tensor first;
    private final Tensor second;
    private long steps;

    /** The same range of each array. */
    private record Piece(Tensor value, Tensor gradient, Tensor first, Tensor second) {}

    Optimizer(OptimizerSpec spec, ParameterStore parameters) {
        this.spec = spec;
        long size = parameters.values().numel();
        first = owned.keep(Tensors.zeros(Tensors.FLOAT, size));
        second = owned.keep(Tensors.zeros(Tensors.FLOAT, size));
        for (long offset = 0; offset < size; offset += PIECE) {
            long length = Math.min(PIECE, size - offset);
            pieces.add(new Piece(
                    owned.keep(parameters.values().narrow(0, offset, length)),
                    owned.keep(parameters.gradients().narrow(0, offset, length)),
                    owned.keep(first.narrow(0, offset, length)),
                    owned.keep(second.narrow(0, offset, length))));
        }
    }

    OptimizerState state() {
        try (PointerScope scope = new PointerScope()) {
            return new OptimizerState(steps, Tensors.toArray(first), Tensors.toArray(second));
        }
    }

    void restore(OptimizerState state) {
        steps = state.steps();
        Tensors.floats(first).put(state.first());
        Tensors.floats(second).put(state.second());
    }

    /** One step against the gradients. */
    void step(double learningRate) {
        steps++;
        for (Piece piece : pieces) {
            try (PointerScope scope = new PointerScope()) {
                update(piece, learningRate);
            }
        }
    }

    private void update(Piece piece, double learningRate) {
        if (spec instanceof OptimizerSpec.Adam adam) {
            adam(piece, adam, learningRate);
        } else if (spec instanceof OptimizerSpec.Sgd sgd) {
            sgd(piece, sgd, learningRate);
        } else if (spec instanceof OptimizerSpec.RmsProp rmsProp) {
            rmsProp(piece, rmsProp, learningRate);
        } else if (spec instanceof OptimizerSpec.Adamax adamax) {
            adamax(piece, adamax, learningRate);
        }
    }

    private void adam(Piece p, OptimizerSpec.Adam adam, double learningRate) {
        double rate = learningRate * Math.sqrt(1 - Math.pow(adam.beta2(), steps)) / (1 - Math.pow(adam.beta1(), steps));
        p.first().lerp_(p.gradient(), Tensors.scalar(1 - adam.beta1()));
        p.second()
                .mul_(Tensors.scalar(adam.beta2()))
                .addcmul_(p.gradient(), p.gradient(), Tensors.scalar(1 - adam.beta2()));
        Tensor root = p.second().sqrt().add_(Tensors.scalar(adam.epsilon()));
        p.value().addcdiv_(p.first(), root, Tensors.scalar(-rate));
    }

    private static void sgd(Piece p, OptimizerSpec.Sgd sgd, double learningRate) {
        if (sgd.momentum() == 0) {
            p.value().add_(p.gradient(), Tensors.scalar(-learningRate));
            return;
        }
        p.first().mul_(Tensors.scalar(sgd.momentum())).add_(p.gradient(), Tensors.scalar(-learningRate));
        if (sgd.nesterov()) {
            p.value().add_(p.first(), Tensors.scalar(sgd.momentum()));
            p.value().add_(p.gradient(), Tensors.scalar(-learningRate));
        } else {
            p.value().add_(p.first());
        }
    }

    private static void rmsProp(Piece p, OptimizerSpec.RmsProp rmsProp, double learningRate) {
        p.first()
                .mul_(Tensors.scalar(rmsProp.rho()))
                .addcmul_(p.gradient(), p.gradient(), Tensors.scalar(1 - rmsProp.rho()));
        Tensor root = p.first().add(Tensors.scalar(rmsProp.epsilon())).sqrt_();
        p.value().addcdiv_(p.gradient(), root, Tensors.scalar(-learningRate));
    }

    private void adamax(Piece p, OptimizerSpec.Adamax adamax, double learningRate) {
        p.first().lerp_(p.gradient(), Tensors.scalar(1 - adamax.beta1()));
        p.second().mul_(Tensors.scalar(adamax.beta2()));
        torch.maximum_out(p.second(), p.second(), p.gradient().abs());
        double rate = learningRate / (1 - Math.pow(adamax.beta1(), steps));
        p.value().addcdiv_(p.first(), p.second().add(Tensors.scalar(adamax.epsilon())), Tensors.scalar(-rate));
    }

    @Override
    public void close() {
        owned.close();
    }
}
