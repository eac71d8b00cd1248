import dev.mien.chart.ComparisonChart;
import dev.mien.drawing.Pngs;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws histories beside each other. Arguments: the PNG to write, and NAME=history.csv for each line. */
public class EpochCurves {
    public static void main(String[] arguments) throws IOException {
        Map<String, History> histories = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            histories.put(parts[0], HistoryCsv.read(Path.of(parts[1])));
        }
        Pngs.write(ComparisonChart.of(histories), Path.of(arguments[0]));
    }
}
