package dev.mien.drawing;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts, each laid out once: in a video the same few words come again in every frame. Safe for use by many threads. */
final class TextLayouts {
    /** Of a video's seven emotions, hundred percentages and some sizes this keeps those of the last minutes. */
    private static final int MOST = 4096;

    /** How {@link Theme#over} draws: smooth, and not bound to whole pixels. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Map<Key, Layout> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Layout> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String text, Font font) {}

    /** @param width in pixels, with the room after the last letter */
    record Layout(GlyphVector glyphs, double width) {}

    synchronized Layout of(String text, Font font) {
        return known.computeIfAbsent(new Key(text, font), key -> {
            GlyphVector glyphs = key.font.createGlyphVector(CONTEXT, key.text);
            return new Layout(glyphs, glyphs.getLogicalBounds().getWidth());
        });
    }
}
