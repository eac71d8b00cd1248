package dev.mien.synthetic;

import dev.mien.Emotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Movements of the face in the Facial Action Coding System (Ekman and Friesen, 1978), as far as they are drawn. */
public enum ActionUnit {
    INNER_BROW_RAISER(1),
    OUTER_BROW_RAISER(2),
    BROW_LOWERER(4),
    UPPER_LID_RAISER(5),
    CHEEK_RAISER(6),
    LID_TIGHTENER(7),
    NOSE_WRINKLER(9),
    UPPER_LIP_RAISER(10),
    LIP_CORNER_PULLER(12),
    LIP_CORNER_DEPRESSOR(15),
    LIP_STRETCHER(20),
    LIP_TIGHTENER(23),
    LIPS_PART(25),
    JAW_DROP(26);

    /** The units of each emotion, after EMFACS (Friesen and Ekman, 1983). */
    private static final Map<Emotion, List<ActionUnit>> PROTOTYPES = new EnumMap<>(Map.of(
            Emotion.ANGRY, List.of(BROW_LOWERER, UPPER_LID_RAISER, LID_TIGHTENER, LIP_TIGHTENER),
            Emotion.DISGUST, List.of(NOSE_WRINKLER, UPPER_LIP_RAISER, LIP_CORNER_DEPRESSOR, LID_TIGHTENER),
            Emotion.FEAR,
                    List.of(
                            INNER_BROW_RAISER,
                            OUTER_BROW_RAISER,
                            BROW_LOWERER,
                            UPPER_LID_RAISER,
                            LIP_STRETCHER,
                            LIPS_PART),
            Emotion.HAPPY, List.of(CHEEK_RAISER, LIP_CORNER_PULLER, LIPS_PART),
            Emotion.SAD, List.of(INNER_BROW_RAISER, BROW_LOWERER, LIP_CORNER_DEPRESSOR),
            Emotion.SURPRISE, List.of(INNER_BROW_RAISER, OUTER_BROW_RAISER, UPPER_LID_RAISER, JAW_DROP),
            Emotion.NEUTRAL, List.of()));

    private final int number;

    ActionUnit(int number) {
        this.number = number;
    }

    /** The number in the coding system: 12 for the puller of the lips' corners. */
    public int number() {
        return number;
    }

    /** The units of an emotion, after EMFACS (Friesen and Ekman, 1983). */
    public static List<ActionUnit> of(Emotion emotion) {
        return PROTOTYPES.getOrDefault(emotion, List.of());
    }
}
