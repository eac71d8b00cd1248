package dev.mien.augmentation;

import java.util.ArrayList;
import java.util.List;

/** Draws one augmentation after the other and combines them into one {@link Draw}. */
final class DrawBuilder {
    private static final Defect.Kind[] KINDS = Defect.Kind.values();
    private static final double BEST_QUALITY = 100;

    private final int width;
    private final int height;
    private double shiftX;
    private double shiftY;
    private double zoomX = 1;
    private double zoomY = 1;
    private double rotation;
    private boolean flip;
    private Border border = Border.NEAREST;
    private double brightness = 1;
    private double contrast = 1;
    private final List<Defect> defects = new ArrayList<>(1);
    private final List<Patch> erased = new ArrayList<>(1);

    DrawBuilder(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void add(Augmentation augmentation, DrawSource random) {
        if (augmentation instanceof HorizontalFlip chance) {
            flip ^= random.uniform() < chance.probability();
        } else if (augmentation instanceof Shift shift) {
            shiftX += random.symmetric() * shift.horizontal() * width;
            shiftY += random.symmetric() * shift.vertical() * height;
        } else if (augmentation instanceof Zoom zoom) {
            zoomX *= 1 + random.symmetric() * zoom.range();
            zoomY *= 1 + random.symmetric() * zoom.range();
        } else if (augmentation instanceof Scale scale) {
            double factor = StrictMath.exp(random.symmetric() * scale.range());
            zoomX *= factor;
            zoomY *= factor;
        } else if (augmentation instanceof AspectRatio ratio) {
            double factor = StrictMath.exp(random.symmetric() * ratio.range());
            zoomX *= factor;
            zoomY /= factor;
        } else if (augmentation instanceof Rotation turn) {
            rotation += random.symmetric() * Math.toRadians(turn.degrees());
        } else {
            addToSampled(augmentation, random);
        }
    }

    /** The augmentations that do not move pixels. */
    private void addToSampled(Augmentation augmentation, DrawSource random) {
        if (augmentation instanceof ReflectedBorder) {
            border = Border.REFLECTED;
        } else if (augmentation instanceof BrightnessContrast light) {
            brightness *= 1 + random.symmetric() * light.brightness();
            contrast *= 1 + random.symmetric() * light.contrast();
        } else if (augmentation instanceof Degradation degradation) {
            if (random.uniform() < degradation.probability()) {
                defects.add(defect(degradation, random));
            }
        } else if (augmentation instanceof RandomErasing erasing) {
            if (random.uniform() < erasing.probability()) {
                erased.add(patch(erasing, random));
            }
        } else {
            throw new IllegalStateException("no draw is written for " + augmentation);
        }
    }

    private Defect defect(Degradation degradation, DrawSource random) {
        Defect.Kind kind = KINDS[(int) (random.uniform() * KINDS.length)];
        double share = 1 - random.uniform();
        double severity = switch (kind) {
            case BLUR -> Math.max(Defect.LEAST_BLUR, share * degradation.mostBlur());
            case NOISE -> share * degradation.mostNoise();
            case COARSE -> Math.max(1, width * between(1, degradation.leastDetail(), share));
            case JPEG -> between(BEST_QUALITY, degradation.leastQuality(), share);
        };
        return new Defect(kind, severity, random.next());
    }

    private static double between(double none, double most, double share) {
        return none + (most - none) * share;
    }

    /**
     * A patch with the area share s and the ratio r is sqrt(s width height r) high and sqrt(s width height / r) wide.
     * The first fits into the height if r <= height / (s width), the second into the width if r >= s height / width.
     */
    private Patch patch(RandomErasing erasing, DrawSource random) {
        double share = erasing.leastArea() + random.uniform() * (erasing.mostArea() - erasing.leastArea());
        double area = share * width * height;
        double widest = area / ((double) width * width);
        double tallest = (double) height * height / area;
        double least = Math.max(widest, Math.min(tallest, erasing.leastRatio()));
        double most = Math.max(widest, Math.min(tallest, erasing.mostRatio()));
        double ratio = least * StrictMath.pow(most / least, random.uniform());
        int patchWidth = pixels(Math.sqrt(area / ratio), width);
        int patchHeight = pixels(Math.sqrt(area * ratio), height);
        int left = (int) (random.uniform() * (width - patchWidth + 1));
        int top = (int) (random.uniform() * (height - patchHeight + 1));
        return new Patch(left, top, patchWidth, patchHeight, random.next(), erasing.fill() == RandomErasing.Fill.PLAIN);
    }

    private static int pixels(double length, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(length)));
    }

    Draw build() {
        Light light = new Light(brightness, contrast);
        return new Draw(shiftX, shiftY, zoomX, zoomY, rotation, flip, border, light, defects, erased);
    }
}
