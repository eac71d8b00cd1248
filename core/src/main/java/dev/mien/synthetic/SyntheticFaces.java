package dev.mien.synthetic;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws grey faces whose seven emotions follow the Facial Action Coding System (Ekman and Friesen, 1978): brows, lids,
 * nose and mouth move as the emotion's action units move them, on heads of varied shape, pose, light and noise. A face
 * is a pure function of the seed and of its number.
 */
public final class SyntheticFaces {
    /** Side of the pictures of {@link #draw}, in pixels: FER2013's. */
    public static final int SIDE = 48;

    private static final int LARGEST_SIDE = 4096;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private SyntheticFaces() {}

    /**
     * A labelled data set of {@value #SIDE}x{@value #SIDE} faces; the emotions take turns in label order.
     *
     * @param count number of faces, at least 1; a smaller set is the start of a larger one with the same seed
     */
    public static Dataset draw(int count, long seed) {
        return draw(LabelSet.FER2013, Emotion.all().stream().map(ActionUnit::of).toList(), count, seed);
    }

    /**
     * A labelled data set of {@value #SIDE}x{@value #SIDE} faces with expressions of its own; the classes take turns.
     *
     * @param labels the classes
     * @param units for each class the action units that move; none for a face at rest
     * @param count number of faces, at least 1
     */
    public static Dataset draw(LabelSet labels, List<? extends Collection<ActionUnit>> units, int count, long seed) {
        if (units.size() != labels.size()) {
            throw new InvalidInputException("there are " + units.size() + " lists of action units, expected one for"
                    + " each of the classes " + labels.text());
        }
        if (count < 1) {
            throw new InvalidInputException("cannot draw " + count + " faces, expected at least 1");
        }
        int pixels = SIDE * SIDE;
        byte[] all = new byte[Math.multiplyExact(count, pixels)];
        byte[] codes = new byte[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            codes[i] = (byte) (i % labels.size());
            byte[] face = drawImage(units.get(codes[i]), seed + i * SPREAD, SIDE);
            System.arraycopy(face, 0, all, i * pixels, pixels);
        });
        return Dataset.of("drawn faces", SIDE, SIDE, all, labels, codes);
    }

    /**
     * One face.
     *
     * @param side of the picture in pixels, 16 to 4096
     * @return side x side grey values as unsigned bytes, row by row
     */
    public static byte[] drawImage(Emotion emotion, long seed, int side) {
        return drawImage(ActionUnit.of(emotion), seed, side);
    }

    /**
     * One face with an expression of its own.
     *
     * @param units the action units that move; none for a face at rest
     * @param side of the picture in pixels, 16 to 4096
     * @return side x side grey values as unsigned bytes, row by row
     */
    public static byte[] drawImage(Collection<ActionUnit> units, long seed, int side) {
        if (side < 16 || side > LARGEST_SIDE) {
            throw new InvalidInputException("the side of a drawn face is " + side + ", expected 16 to " + LARGEST_SIDE);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Person person = Person.draw(random);
        Expression expression = Expression.draw(units, random);
        float[] tones = render(person, expression, side);
        return develop(blur(tones, side, person.light().blur()), person.light().noise(), random);
    }

    private static float[] render(Person person, Expression expression, int side) {
        Person.Pose pose = person.pose();
        double pixel = 2.3 / (side * pose.size());
        FaceShader shader = new FaceShader(person, expression, pixel);
        double cos = StrictMath.cos(pose.turn());
        double sin = StrictMath.sin(pose.turn());
        float[] tones = new float[side * side];
        for (int row = 0; row < side; row++) {
            double py = (row + 0.5 - side / 2.0) * pixel - pose.shiftY();
            for (int column = 0; column < side; column++) {
                double px = (column + 0.5 - side / 2.0) * pixel - pose.shiftX();
                double x = cos * px + sin * py;
                double y = cos * py - sin * px;
                double turned = x - 0.09 * pose.yaw() * Math.max(0, 1 - x * x);
                tones[row * side + column] = (float) shader.tone(turned, y);
            }
        }
        return tones;
    }

    /** Mixes each pixel with the mean of its 3x3 neighbourhood. */
    private static float[] blur(float[] tones, int side, double share) {
        float[] blurred = tones.clone();
        for (int row = 1; row < side - 1; row++) {
            for (int column = 1; column < side - 1; column++) {
                int i = row * side + column;
                float sum = 0;
                for (int d = -side; d <= side; d += side) {
                    sum += tones[i + d - 1] + tones[i + d] + tones[i + d + 1];
                }
                blurred[i] = (float) (tones[i] + (sum / 9 - tones[i]) * share);
            }
        }
        return blurred;
    }

    private static byte[] develop(float[] tones, double noise, SplittableRandom random) {
        byte[] gray = new byte[tones.length];
        for (int i = 0; i < gray.length; i++) {
            double grain = (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2 * noise;
            gray[i] = (byte) Math.max(0, Math.min(255, Math.round(255 * (tones[i] + grain))));
        }
        return gray;
    }
}
