package dev.mien.download;

import dev.mien.Remedy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The places that offer FER2013, and their forms. The addresses come from documentation and were not tried.
 * {@link Fer2013Download} tells if a source has changed.
 */
public enum Fer2013Source {
    /**
     * The Hugging Face data set {@code Aaryan333/fer2013_train_publicTest_privateTest}: three Parquet files, one for
     * each official split, at a fixed revision. The hub's pages and programs that read it tell the files' names and
     * sizes (106, 13 and 13 MB), the columns {@code image} (a group with {@code bytes}, an encoded picture) and
     * {@code label} (an integer in the CSV's order). Assumptions: Snappy compresses the pages, and the pictures are the
     * CSV's pixels as colour PNG, which {@code datasets} writes to files of exactly these sizes.
     */
    HUGGINGFACE(
            "https://huggingface.co/datasets/Aaryan333/fer2013_train_publicTest_privateTest/resolve/da8d1643649c86bfc2cffba5b744b51fdf329212/",
            List.of(
                    "data/train-00000-of-00001-5eab84e1c6a2fc27.parquet",
                    "data/publicTest-00000-of-00001-f41bb7384b8aad6e.parquet",
                    "data/privateTest-00000-of-00001-4b8a0715cf1b7560.parquet")),

    /**
     * The Kaggle data set {@code msambare/fer2013}: a zip file of about 60 MB with {@code train|test/<emotion>/*.jpg},
     * which Kaggle offers without an account through a redirection. Names begin with {@code Training_},
     * {@code PublicTest_} and {@code PrivateTest_}, which keeps the official splits. The pictures are JPEG: close to
     * the CSV's pixels, but not equal.
     */
    KAGGLE("https://www.kaggle.com/api/v1/datasets/download/msambare/", List.of("fer2013")) {
        @Override
        String nameOf(String path) {
            return path + ".zip";
        }
    },

    /**
     * The Hugging Face data set {@code clip-benchmark/wds_fer2013}: four webdataset shards for training and four for
     * tests, at a fixed revision. The hub's pages and the program that writes such data sets (LAION's CLIP_benchmark)
     * tell the form: {@code <key>.jpg} beside {@code <key>.cls}, a number in the order of {@code classnames.txt}, where
     * neutral comes fifth. The two official tests are joined, and the pictures are JPEG.
     */
    WEBDATASET(
            "https://huggingface.co/datasets/clip-benchmark/wds_fer2013/resolve/9399b94167523fe5c40b3a857e24ef931ee4395b/",
            List.of(
                    "classnames.txt",
                    "train/0.tar",
                    "train/1.tar",
                    "train/2.tar",
                    "train/3.tar",
                    "test/0.tar",
                    "test/1.tar",
                    "test/2.tar",
                    "test/3.tar"));

    private final String base;
    private final List<String> paths;

    Fer2013Source(String base, List<String> paths) {
        this.base = base;
        this.paths = paths;
    }

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether PublicTest and PrivateTest can be told apart. */
    public boolean keepsTestsApart() {
        return this != WEBDATASET;
    }

    /** The files to fetch. */
    List<RemoteFile> files() {
        return paths.stream()
                .map(path -> new RemoteFile(nameOf(path), URI.create(base + path)))
                .toList();
    }

    /** The remedy to fetch from one of the other sources. */
    Remedy others() {
        return Stream.of(values())
                .filter(other -> other != this)
                .map(other -> Remedy.set(Remedy.Setting.SOURCE, other.label()))
                .reduce(Remedy::or)
                .orElseThrow();
    }

    String nameOf(String path) {
        return path.replace("data/", "").replace('/', '-');
    }
}
