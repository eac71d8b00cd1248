package dev.mien.experiment;

import dev.mien.chart.ComparisonChart;
import dev.mien.dataset.DataSplit;
import dev.mien.drawing.EncodedPicture;
import dev.mien.evaluation.Evaluation;
import dev.mien.judging.Judgement;
import dev.mien.report.HtmlReport;
import dev.mien.report.Report;
import dev.mien.run.RunData;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several runs on the same data in one report: a comparison first, then each run. */
public final class StudyReport {
    /**
     * The result of the article "Facial Emotion Recognition with CNN": the accuracy of its first training on its own
     * test split.
     */
    static final double ARTICLE_ACCURACY = 0.6266;

    /** The name of the picture of all trainings, beside the report. */
    private static final String PICTURE = "comparison.png";

    private StudyReport() {}

    /** A finished run. */
    public record Member(String name, RunFolder folder, Judgement judgement) {}

    private static Map<String, History> histories(List<Member> members) {
        Map<String, History> histories = new LinkedHashMap<>();
        members.forEach(member ->
                histories.put(member.name(), HistoryCsv.read(member.folder().history())));
        return histories;
    }

    /** Writes the report, and the picture of all trainings beside it. */
    public static void write(Path file, List<Member> members, RunWording wording) {
        List<Report.Section> sections = new ArrayList<>();
        EncodedPicture picture = EncodedPicture.of(ComparisonChart.of(histories(members)));
        picture.write(file.resolveSibling(PICTURE));
        sections.add(comparison(members, picture));
        for (Member member : members) {
            RunConfig config = RunConfig.read(member.folder().config());
            DataSplit split = RunData.read(config);
            History history = HistoryCsv.read(member.folder().history());
            RunReport report = new RunReport(config, split, history, member.judgement(), wording);
            for (Report.Section section : report.sections()) {
                sections.add(new Report.Section(member.name() + ": " + section.heading(), section.blocks()));
            }
        }
        List<Report.Figure> figures = members.stream().map(StudyReport::figure).toList();
        HtmlReport.write(
                new Report(
                        "Mien: the article's study",
                        "Three trainings on one split of the same data, as the article does them",
                        figures,
                        sections),
                file);
    }

    private static Report.Figure figure(Member member) {
        Evaluation evaluation = member.judgement().evaluation();
        return new Report.Figure(
                Numbers.percent(evaluation.accuracy()),
                member.name(),
                member.judgement().part() + ", " + String.format(Locale.ROOT, "%,d faces", evaluation.n()));
    }

    private static Report.Section comparison(List<Member> members, EncodedPicture picture) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("the article, first training", "–", Numbers.percent(ARTICLE_ACCURACY), "–", "–"));
        for (Member member : members) {
            Evaluation evaluation = member.judgement().evaluation();
            History history = HistoryCsv.read(member.folder().history());
            rows.add(List.of(
                    member.name(),
                    Integer.toString(history.epochs().size()),
                    Numbers.percent(evaluation.accuracy()),
                    Numbers.four(evaluation.loss()),
                    Numbers.four(evaluation.macroF1())));
        }
        return new Report.Section(
                "Comparison",
                List.of(
                        new Report.Table(List.of("training", "epochs", "accuracy", "loss", "macro F1"), rows),
                        new Report.Picture(picture, "Validation loss and accuracy of the trainings")));
    }
}
