package dev.mien.engine;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A chain of modules whose input is added to its output. */
final class ResidualModule implements Module {
    private final List<Module> body;

    ResidualModule(List<Module> body) {
        this.body = List.copyOf(body);
    }

    List<Module> body() {
        return body;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor maps = body.get(0).reusesInput() ? batch.clone() : batch;
        for (Module module : body) {
            maps = module.forward(maps, pass);
        }
        return maps.add(batch);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor ofMaps = body.get(body.size() - 1).reusesGradient() ? gradient.clone() : gradient;
        for (int i = body.size() - 1; i >= 0; i--) {
            ofMaps = body.get(i).backward(ofMaps);
        }
        return ofMaps.add_(gradient);
    }

    @Override
    public boolean reusesInput() {
        return false;
    }

    @Override
    public boolean reusesGradient() {
        return false;
    }
}
