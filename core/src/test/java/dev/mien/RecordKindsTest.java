package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordKindsTest {
    private interface Shape {}

    private record Circle(double radius) implements Shape {}

    private record Square(double side) implements Shape {}

    private static final class Blob implements Shape {}

    private final RecordKinds<Shape> shapes = new RecordKinds<Shape>("shape").add("circle", Circle.class);

    @Test
    void eachRecordHasOneName() {
        shapes.add("square", Square.class);
        assertThat(shapes.names()).containsExactly("circle", "square");
        assertThat(shapes.named("square")).contains(Square.class);
        assertThat(shapes.named("oval")).isEmpty();
        assertThat(shapes.nameOf(Square.class)).isEqualTo("square");
    }

    @Test
    void whatIsTakenOrCannotBeKeptIsRefused() {
        assertThatThrownBy(() -> shapes.add("circle", Square.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name 'circle' of the shape is taken: choose another name");
        assertThatThrownBy(() -> shapes.add("ring", Circle.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the shape " + Circle.class.getName() + " has the name 'circle' already");
        assertThatThrownBy(() -> shapes.add("blob", Blob.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the shape 'blob' is " + Blob.class.getName()
                        + ", expected a record, whose components are what a file keeps of it");
        assertThatThrownBy(() -> shapes.nameOf(Square.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the shape " + Square.class.getName()
                        + " has no name, so that no file can keep it: register it first");
        assertThat(shapes.names()).containsExactly("circle");
    }
}
