package dev.mien.augmentation;

import java.util.ArrayList;
import java.util.List;

/**
 * Combines what one augmentation after the other draws for a picture into one {@link Draw}. Changes of place join into
 * one, so that the picture is sampled once. Factors multiply, and distances add up. Not for several threads.
 */
public final class DrawBuilder {
    private final int width;
    private final int height;
    private double shiftX;
    private double shiftY;
    private double zoomX = 1;
    private double zoomY = 1;
    private double rotation;
    private boolean flip;
    private Border border = Border.NEAREST;
    private double brightness = 1;
    private double contrast = 1;
    private final List<PictureChange> changes = new ArrayList<>(1);
    private final List<Patch> erased = new ArrayList<>(1);

    DrawBuilder(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Width of the picture, in pixels. */
    public int width() {
        return width;
    }

    /** Height of the picture, in pixels. */
    public int height() {
        return height;
    }

    /** Moves the sampled place to the right and down, in pixels. */
    public void shift(double right, double down) {
        shiftX += right;
        shiftY += down;
    }

    /** Multiplies distances from the centre; a factor above 1 shows more of the surroundings. */
    public void zoom(double horizontal, double vertical) {
        zoomX *= horizontal;
        zoomY *= vertical;
    }

    /** Multiplies horizontal distances from the centre and divides vertical ones, so that the area shown stays. */
    public void stretch(double factor) {
        zoomX *= factor;
        zoomY /= factor;
    }

    /** Turns the sampled place clockwise, in radians. */
    public void rotate(double radians) {
        rotation += radians;
    }

    /** Mirrors the picture left to right. */
    public void flip() {
        flip ^= true;
    }

    /** Says what is seen beyond the picture's border. */
    public void border(Border seen) {
        border = seen;
    }

    /** Multiplies the grey values, and their differences from the picture's mean. */
    public void light(double ofBrightness, double ofContrast) {
        brightness *= ofBrightness;
        contrast *= ofContrast;
    }

    /** Adds a change of the grey values, after the light and after the changes before it. */
    public void change(PictureChange added) {
        changes.add(added);
    }

    /** Erases a rectangle, after all other changes. */
    public void erase(Patch patch) {
        erased.add(patch);
    }

    Draw build() {
        Light light = new Light(brightness, contrast);
        return new Draw(shiftX, shiftY, zoomX, zoomY, rotation, flip, border, light, changes, erased);
    }
}
