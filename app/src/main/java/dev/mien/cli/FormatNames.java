package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.AnswerFormats;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of forms of answers on the command line: those that are registered when it is read. */
final class FormatNames implements ITypeConverter<AnswerFormat>, Iterable<String> {
    @Override
    public AnswerFormat convert(String name) {
        try {
            return AnswerFormats.named(name);
        } catch (InvalidInputException e) {
            throw new TypeConversionException(e.problem());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return AnswerFormats.names().iterator();
    }
}
