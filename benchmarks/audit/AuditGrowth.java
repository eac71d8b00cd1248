import dev.mien.audit.Audit;
import dev.mien.dataset.Dataset;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Audits ever more pictures: seconds and microseconds a picture. A picture is smooth random ground with grain; one in
 * ten is the picture before it, moved, mirrored or brightened.
 */
class AuditGrowth {
    private static final int SIDE = 48;
    private static final int KNOTS = 9;

    public static void main(String[] arguments) {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 160_000;
        for (int count = 10_000; count <= largest; count *= 2) {
            Dataset data = draw(count);
            long start = System.nanoTime();
            Audit audit = Audit.of(data);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%,9d pictures: %6.2f s, %5.1f us a picture, %,d pairs of %,d%n",
                    count,
                    seconds,
                    1e6 * seconds / count,
                    audit.nearCopies().size(),
                    count / 10);
        }
    }

    private static Dataset draw(int count) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        IntStream.range(0, count / 10).parallel().forEach(ten -> {
            for (int i = 10 * ten; i < 10 * ten + 9; i++) {
                picture(pixels, i);
            }
            copy(pixels, 10 * ten + 9, ten);
        });
        return Dataset.of("drawn", SIDE, SIDE, pixels, new byte[count]);
    }

    private static void picture(byte[] pixels, int index) {
        SplittableRandom random = new SplittableRandom(index);
        double[] knots = random.doubles(KNOTS * KNOTS, 20, 230).toArray();
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = (i % SIDE) * (KNOTS - 1.0) / SIDE;
            double y = (i / SIDE) * (KNOTS - 1.0) / SIDE;
            int knot = (int) y * KNOTS + (int) x;
            double fx = x - (int) x;
            double fy = y - (int) y;
            double upper = knots[knot] * (1 - fx) + knots[knot + 1] * fx;
            double lower = knots[knot + KNOTS] * (1 - fx) + knots[knot + KNOTS + 1] * fx;
            pixels[index * SIDE * SIDE + i] = (byte) (upper * (1 - fy) + lower * fy + random.nextDouble(12));
        }
    }

    private static void copy(byte[] pixels, int index, int kind) {
        int shift = kind % 3 == 0 ? kind % 5 - 2 : 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = Math.max(0, Math.min(SIDE - 1, i % SIDE - shift));
            int from = i / SIDE * SIDE + (kind % 3 == 1 ? SIDE - 1 - x : x);
            int gray = pixels[(index - 1) * SIDE * SIDE + from] & 0xff;
            pixels[index * SIDE * SIDE + i] = (byte) Math.min(255, gray + (kind % 3 == 2 ? 12 : 3));
        }
    }
}
