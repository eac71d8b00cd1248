package dev.mien.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.EmotionScores;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.drawing.Pngs;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.io.WriteFailedException;
import dev.mien.recognition.Recognition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureBatchTest {
    @TempDir
    private Path folder;

    private static final int THREADS = 4;

    /** A picture as wide as its number. */
    private static PictureSource source(int number) {
        byte[] png = Pngs.encode(new BufferedImage(number, 3, BufferedImage.TYPE_INT_RGB));
        return new PictureSource.Stream(() -> new ByteArrayInputStream(png));
    }

    private static PictureSource bad() {
        return new PictureSource.Stream(() -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
    }

    private static List<Recognition> face(RgbImage picture) {
        double[] scores = {0, 0, 0, 1, 0, 0, 0};
        Box box = new Box(0, 0, picture.width(), picture.height());
        return List.of(new Recognition(box, Optional.empty(), 1, new EmotionScores(scores), Optional.empty(), 0.5));
    }

    @Test
    void answersKeepTheOrderAndFewPicturesAreUnderWay() {
        List<PictureSource> sources =
                IntStream.rangeClosed(1, 200).mapToObj(PictureBatchTest::source).toList();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        List<Integer> widths = new ArrayList<>();
        List<Integer> ahead = new CopyOnWriteArrayList<>();
        PictureRecognizer reader = picture -> {
            ahead.add(begun.incrementAndGet() - told.get());
            pause(picture.width() % 3);
            return face(picture);
        };
        new PictureBatch(reader, List.of(), THREADS).run(sources, answer -> {
            told.incrementAndGet();
            widths.add(answer.width());
        });
        assertThat(widths).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
        assertThat(ahead).allMatch(count -> count <= 2 * THREADS);
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneBadPictureDoesNotEndABatch() {
        List<PictureAnswer> answers = new ArrayList<>();
        new PictureBatch(PictureBatchTest::face, List.of(), THREADS)
                .run(List.of(source(5), bad(), source(7)), answers::add);
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).faces()).hasSize(1);
        assertThat(answers.get(1).error().orElseThrow()).contains("the picture on standard input");
        assertThat(answers.get(1).faces()).isEmpty();
        assertThat(answers.get(1).failed()).isFalse();
        assertThat(answers.get(2).width()).isEqualTo(7);
    }

    /** Whose fault it is decides the exit code where no picture could be read. */
    @Test
    void whatFailsOnAPictureIsNotThePicturesFault() {
        List<PictureAnswer> answers = new ArrayList<>();
        PictureRecognizer reader = picture -> {
            if (picture.width() == 5) {
                throw new MienException("the network failed");
            }
            throw new OutOfMemoryError();
        };
        new PictureBatch(reader, List.of(), THREADS).run(List.of(source(5), source(7)), answers::add);
        assertThat(answers).allMatch(PictureAnswer::failed);
        assertThat(answers.get(0).error()).contains("the network failed");
        assertThat(answers.get(1).error().orElseThrow())
                .contains(" needs more memory than the ")
                .endsWith(
                        " MB that Java may use. A smaller picture needs less. Lower the threads, or give Java a larger"
                                + " heap");
    }

    @Test
    void aProgramWordsFailuresInItsOwnTerms() {
        List<PictureAnswer> answers = new ArrayList<>();
        PictureRecognizer reader = picture -> {
            throw new MienException("it failed", Remedy.turnOn(Remedy.Setting.RECURSION));
        };
        new PictureBatch(reader, List.of(), 1, failure -> "!" + failure.problem())
                .run(List.of(source(5), bad()), answers::add);
        assertThat(answers.get(0).error()).contains("!it failed");
        assertThat(answers.get(1).error().orElseThrow()).startsWith("!");
    }

    /** The faces stay, and the other pictures are drawn. */
    @Test
    void whatCannotBeDrawnIsToldBesideItsFaces() {
        List<PictureAnswer> answers = new ArrayList<>();
        List<Integer> drawn = new CopyOnWriteArrayList<>();
        PictureArtist artist = (source, picture, faces) -> {
            if (picture.width() == 5) {
                throw new WriteFailedException(
                        "cannot write five", new FileSystemException("five", null, "File name too long"));
            }
            drawn.add(picture.width());
        };
        new PictureBatch(PictureBatchTest::face, List.of(artist), 2).run(List.of(source(5), source(7)), answers::add);
        assertThat(drawn).containsExactly(7);
        assertThat(answers.get(0).faces()).hasSize(1);
        assertThat(answers.get(0).wasRead()).isTrue();
        assertThat(answers.get(0).error()).contains("cannot write five");
        assertThat(answers.get(1).error()).isEmpty();
    }

    @Test
    void aFullDiskEndsABatch() {
        PictureArtist artist = (source, picture, faces) -> {
            throw new WriteFailedException("cannot write", new IOException("No space left on device"));
        };
        assertThatThrownBy(() -> new PictureBatch(PictureBatchTest::face, List.of(artist), 2)
                        .run(List.of(source(5)), answer -> {}))
                .isInstanceOf(WriteFailedException.class);
    }

    /** As when several large pictures were decoded at the same time. */
    @Test
    void aPictureThatLacksMemoryIsTriedAgainAlone() throws IOException {
        List<PictureSource> sources = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            Path file = folder.resolve(number + ".png");
            Pngs.write(new BufferedImage(number, 3, BufferedImage.TYPE_INT_RGB), file);
            sources.add(new PictureSource.File(file, folder));
        }
        AtomicInteger inWork = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        PictureRecognizer reader = picture -> {
            int others = inWork.getAndIncrement();
            try {
                if (tries.incrementAndGet() <= 4 || others > 0) {
                    pause(20);
                    throw new OutOfMemoryError("Java heap space");
                }
                return face(picture);
            } finally {
                inWork.decrementAndGet();
            }
        };
        List<PictureAnswer> answers = new ArrayList<>();
        new PictureBatch(reader, List.of(), THREADS).run(sources, answers::add);
        assertThat(answers).hasSize(8).allMatch(answer -> answer.error().isEmpty());
    }

    @Test
    void artistsGetEveryPictureThatWasRead() {
        List<Integer> drawn = new CopyOnWriteArrayList<>();
        new PictureBatch(PictureBatchTest::face, List.of((source, picture, faces) -> drawn.add(picture.width())), 2)
                .run(List.of(source(5), bad(), source(7)), answer -> {});
        assertThat(drawn).containsExactlyInAnyOrder(5, 7);
    }

    @Test
    void whatIsNoFaultOfThePictureEndsIt() {
        PictureRecognizer broken = picture -> {
            throw new IllegalStateException("the network is broken");
        };
        assertThatThrownBy(() -> new PictureBatch(broken, List.of(), 2).run(List.of(source(3)), answer -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the network is broken");
    }
}
