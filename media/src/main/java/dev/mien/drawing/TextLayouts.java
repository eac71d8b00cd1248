package dev.mien.drawing;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text layouts, each made once, because the same few words come again in every frame of a video. Thread-safe. */
final class TextLayouts {
    /** Enough for the last minutes of a video with seven emotions, a hundred percentages and some sizes. */
    private static final int MOST = 4096;

    /** Like {@link Theme#over}: smooth and not bound to whole pixels. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Map<Key, Layout> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Layout> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String text, Font font) {}

    /** @param width in pixels, including the room after the last letter */
    record Layout(GlyphVector glyphs, double width) {}

    synchronized Layout of(String text, Font font) {
        return known.computeIfAbsent(new Key(text, font), key -> {
            GlyphVector glyphs = key.font.createGlyphVector(CONTEXT, key.text);
            return new Layout(glyphs, glyphs.getLogicalBounds().getWidth());
        });
    }
}
