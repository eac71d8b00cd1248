package dev.mien.cli;

import picocli.CommandLine.Option;

/** The form of an answer that is text for people or one document for programs. */
final class FormOptions {
    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, or json for programs; ${DEFAULT-VALUE} by default.")
    private Form form = Form.TEXT;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    private enum Form {
        TEXT,
        JSON
    }

    boolean isJson() {
        return json || form == Form.JSON;
    }
}
