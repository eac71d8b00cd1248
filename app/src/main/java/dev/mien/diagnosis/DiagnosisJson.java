package dev.mien.diagnosis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A diagnosis for programs: whether anything is broken, and a list of the checks in order. */
public final class DiagnosisJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int VERSION = 1;

    private DiagnosisJson() {}

    /** One indented object with an end of line. */
    public static String of(Diagnosis diagnosis) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", VERSION);
        json.put("broken", diagnosis.isBroken());
        for (Check check : diagnosis.checks()) {
            ObjectNode entry = json.withArray("/checks").addObject();
            entry.put("section", check.section().toLowerCase(Locale.ROOT));
            entry.put("name", check.key());
            entry.put("outcome", check.outcome().label());
            entry.put("value", check.value());
            check.advice().ifPresent(advice -> entry.put("advice", advice));
            check.milliseconds().ifPresent(time -> entry.put("milliseconds", Math.round(time * 10) / 10.0));
        }
        return json.toPrettyString() + "\n";
    }
}
