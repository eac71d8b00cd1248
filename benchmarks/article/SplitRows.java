import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.run.RunData;
import dev.mien.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the rows of a run's split as CSV, so that other programs train on the same rows. Arguments: the run's folder
 * and the file to write. Columns: the row in the data from 0, its part (train, validation or test) and its label's
 * number. Rows stand in the split's order.
 */
public class SplitRows {
    public static void main(String[] arguments) throws IOException {
        DataSplit split = RunData.read(RunConfig.read(Path.of(arguments[0], "config.json")));
        StringBuilder csv = new StringBuilder("row,part,label\n");
        add(csv, "train", split.train());
        add(csv, "validation", split.validation());
        add(csv, "test", split.test());
        Files.writeString(Path.of(arguments[1]), csv);
    }

    private static void add(StringBuilder csv, String part, Dataset faces) {
        for (int i = 0; i < faces.size(); i++) {
            csv.append(faces.row(i)).append(',').append(part).append(',').append(faces.label(i)).append('\n');
        }
    }
}
