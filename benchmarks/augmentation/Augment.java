import dev.mien.augmentation.AspectRatio;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmenter;
import dev.mien.augmentation.BrightnessContrast;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Scale;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.Dataset;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

/**
 * Augments random 48x48 pictures on one thread: the article's changes, the same with a rotation, the recipe mien's, and
 * defects alone.
 */
class Augment {
    private static final int SIZE = 48;
    private static final int PICTURES = 2000;

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        byte[] pixels = new byte[PICTURES * SIZE * SIZE];
        new Random(1).nextBytes(pixels);
        Dataset data = Dataset.of("random", SIZE, SIZE, pixels, new byte[PICTURES]);
        List<Augmentation> article = List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5));
        List<Augmentation> turned =
                List.of(new Shift(0.1, 0.1), new Zoom(0.2), new HorizontalFlip(0.5), new Rotation(10));
        List<Augmentation> mien = List.of(
                new Rotation(15),
                new Scale(0.18),
                new AspectRatio(0.08),
                new Shift(0.1, 0.1),
                new HorizontalFlip(0.5),
                new ReflectedBorder(),
                new BrightnessContrast(0.3, 0.3),
                new RandomErasing(0.4));
        for (int repetition = 1; repetition <= 3; repetition++) {
            measure("article", new Augmenter(article, SIZE, SIZE), data, rounds);
            measure("with rotation", new Augmenter(turned, SIZE, SIZE), data, rounds);
            measure("mien", new Augmenter(mien, SIZE, SIZE), data, rounds);
            measure("defects", new Augmenter(List.of(new Degradation(0.3)), SIZE, SIZE), data, rounds);
        }
    }

    private static void measure(String name, Augmenter augmenter, Dataset data, int rounds) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] target = new float[SIZE * SIZE];
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long processor = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        double sum = 0;
        for (int epoch = 1; epoch <= rounds; epoch++) {
            for (int i = 0; i < PICTURES; i++) {
                augmenter.augment(data, i, 42, epoch, target, 0);
                sum += target[i % target.length];
            }
        }
        double pictures = (double) rounds * PICTURES;
        System.out.printf(
                "%-14s %,.0f pictures per second, %,.0f per second of processor time, %.0f bytes each"
                        + " (mean grey %.1f)%n",
                name,
                pictures / ((System.nanoTime() - start) / 1e9),
                pictures / ((threads.getCurrentThreadCpuTime() - processor) / 1e9),
                (threads.getCurrentThreadAllocatedBytes() - bytes) / pictures,
                sum / pictures);
    }
}
