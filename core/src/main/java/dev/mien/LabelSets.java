package dev.mien;

import static dev.mien.Emotion.ANGRY;
import static dev.mien.Emotion.DISGUST;
import static dev.mien.Emotion.FEAR;
import static dev.mien.Emotion.HAPPY;
import static dev.mien.Emotion.NEUTRAL;
import static dev.mien.Emotion.SAD;
import static dev.mien.Emotion.SURPRISE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The label sets of well-known data sets by name. Every program may {@link #register} its own.
 *
 * <p>The orders are those of the data sets' own files: FER2013's {@code emotion} column, the columns of
 * {@code fer2013new.csv} (FER+), RAF-DB's {@code list_patition_label.txt} (which counts from 1), AffectNet's
 * {@code expression} column, CK+'s emotion files, JAFFE's table of ratings, KDEF's file names in the alphabetical order
 * of its manual, and ExpW's {@code label.lst}.
 */
public final class LabelSets {
    private static final Registry<LabelSet> REGISTRY = new Registry<>("label set");

    static {
        register(LabelSet.FER2013);
        register(LabelSet.of("ferplus", ferPlus()));
        register(preset("raf-db", SURPRISE, FEAR, DISGUST, HAPPY, SAD, ANGRY, NEUTRAL)
                .countedFrom(1));
        register(LabelSet.of("affectnet-8", affectNet(true)));
        register(LabelSet.of("affectnet-7", affectNet(false)));
        register(LabelSet.of("ck+", cohnKanade()));
        register(LabelSet.of("jaffe", abbreviated("ha", "sa", "su", "an", "di", "fe", "ne")));
        register(LabelSet.of("kdef", abbreviated("af", "an", "di", "ha", "ne", "sa", "su")));
        register(preset("expw", ANGRY, DISGUST, FEAR, HAPPY, SAD, SURPRISE, NEUTRAL));
    }

    private LabelSets() {}

    /**
     * Adds a set under its own name.
     *
     * @throws InvalidInputException if the name is taken or of another form than {@link Registry} takes
     */
    public static void register(LabelSet set) {
        REGISTRY.add(set.name(), set);
    }

    /**
     * The set of a name, in upper or lower case.
     *
     * @throws InvalidInputException if there is none; the message names those that exist
     */
    public static LabelSet named(String name) {
        return REGISTRY.named(name.toLowerCase(Locale.ROOT));
    }

    /** All sets, the first of them FER2013's. */
    public static List<LabelSet> all() {
        return REGISTRY.all();
    }

    /** The class that FER2013 lacks and others have. */
    private static Label contempt() {
        return Label.of("contempt", 0).alsoCalled("contemptuous");
    }

    private static LabelSet preset(String name, Emotion... emotions) {
        return LabelSet.of(name, of(emotions));
    }

    private static List<Label> of(Emotion... emotions) {
        List<Label> labels = new ArrayList<>();
        for (Emotion emotion : emotions) {
            labels.add(Label.of(emotion));
        }
        return labels;
    }

    private static List<Label> ferPlus() {
        List<Label> labels = new ArrayList<>();
        for (String name : List.of("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear")) {
            labels.add(Label.of(name, labels.size()));
        }
        labels.add(contempt());
        return labels;
    }

    private static List<Label> affectNet(boolean withContempt) {
        List<Label> labels = of(NEUTRAL, HAPPY, SAD, SURPRISE, FEAR, DISGUST, ANGRY);
        if (withContempt) {
            labels.add(contempt());
        }
        return labels;
    }

    private static List<Label> cohnKanade() {
        List<Label> labels = of(NEUTRAL, ANGRY, DISGUST, FEAR, HAPPY, SAD, SURPRISE);
        labels.add(2, contempt());
        return labels;
    }

    /** File names of JAFFE and KDEF tell the emotion by two letters. */
    private static List<Label> abbreviated(String... codes) {
        List<Label> labels = new ArrayList<>();
        for (String code : codes) {
            labels.add(Label.of(ofLetters(code)).alsoCalled(code));
        }
        return labels;
    }

    private static Emotion ofLetters(String code) {
        return code.equals("af")
                ? FEAR
                : Emotion.all().stream()
                        .filter(emotion -> emotion.label().startsWith(code))
                        .findFirst()
                        .orElseThrow();
    }
}
