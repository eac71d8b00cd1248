package dev.mien.experiment;

import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which way round faces are shown. */
public enum FlipKind {
    /** As they are. */
    NONE(Optional.empty()),
    /** Mirrored or not, as a coin falls. */
    RANDOM(Optional.of(new HorizontalFlip(0.5))),
    /** Each mirrored in every other epoch. */
    ALTERNATING(Optional.of(new AlternatingFlip()));

    private final Optional<Augmentation> augmentation;

    FlipKind(Optional<Augmentation> augmentation) {
        this.augmentation = augmentation;
    }

    /** Lower-case name, as the command line takes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a configuration has. */
    public static FlipKind of(TrainingConfig config) {
        return of(config.input().augmentations());
    }

    static FlipKind of(List<Augmentation> augmentations) {
        boolean alternates = augmentations.stream().anyMatch(AlternatingFlip.class::isInstance);
        boolean flips = augmentations.stream().anyMatch(HorizontalFlip.class::isInstance);
        return alternates ? ALTERNATING : flips ? RANDOM : NONE;
    }

    /** The configuration with this kind in the place of its own. */
    public TrainingConfig in(TrainingConfig config) {
        List<Augmentation> changed = new ArrayList<>(config.input().augmentations());
        applyTo(changed);
        return config.withInput(config.input().withAugmentations(changed));
    }

    /** Changes the augmentations where they are of another kind. */
    void applyTo(List<Augmentation> augmentations) {
        if (of(augmentations) == this) {
            return;
        }
        int place = augmentations.size();
        for (int i = augmentations.size() - 1; i >= 0; i--) {
            if (isFlip(augmentations.get(i))) {
                augmentations.remove(i);
                place = i;
            }
        }
        if (augmentation.isPresent()) {
            augmentations.add(place, augmentation.get());
        }
    }

    static List<Augmentation> without(List<Augmentation> augmentations) {
        return augmentations.stream().filter(one -> !isFlip(one)).toList();
    }

    private static boolean isFlip(Augmentation one) {
        return one instanceof HorizontalFlip || one instanceof AlternatingFlip;
    }
}
