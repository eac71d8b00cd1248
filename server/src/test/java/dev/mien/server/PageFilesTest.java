package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the page fit together. tools/test-page.sh tests the page in a browser. */
class PageFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/mien/server/page");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()\"([^\"]*)\"");

    private static String read(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachFileOfTheFolderIsServed() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES);
        }
    }

    @Test
    void eachLinkIsRelativeAndLeadsToAFileOrARoute() throws IOException {
        Matcher links = LINK.matcher(read(PageFiles.INDEX));
        int found = 0;
        while (links.find()) {
            found++;
            String link = links.group(1);
            assertThat(link.startsWith("#")
                            || List.of("docs", "openapi.json").contains(link)
                            || link.startsWith("page/") && PageFiles.NAMES.contains(link.substring(5)))
                    .as(link)
                    .isTrue();
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    void eachModuleImportsItsNeighbours() throws IOException {
        for (String name : PageFiles.NAMES) {
            if (name.endsWith(".js")) {
                Matcher imports = IMPORT.matcher(read(name));
                while (imports.find()) {
                    assertThat(imports.group(1)).as(name).startsWith("./");
                    assertThat(PageFiles.NAMES).contains(imports.group(1).substring(2));
                }
            }
        }
    }

    @Test
    void thePageLoadsEachModuleAhead() throws IOException {
        String index = read(PageFiles.INDEX);
        assertThat(PageFiles.NAMES)
                .filteredOn(name -> name.endsWith(".js"))
                .allSatisfy(name -> assertThat(index).contains("\"page/" + name + "\""));
    }

    /** The page works where there is no network, and its policy forbids scripts and styles inside the page. */
    @Test
    void noFileNamesAnotherServerOrHoldsAScriptInside() throws IOException {
        for (String name : PageFiles.NAMES) {
            if (!name.endsWith(".jpg")) {
                String text =
                        read(name).replace("http://www.w3.org/2000/svg", "").replace("http://localhost.", "");
                assertThat(text).as(name).doesNotContain("http://", "https://", "innerHTML", "style=\"", "onclick=\"");
            }
        }
    }

    @Test
    void anOverlongNoticeIsRefused() {
        assertThatThrownBy(() -> new ServerNotes("1", Optional.of("x".repeat(10_001))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the notice has 10001 characters, expected 1 to 10000");
        assertThatThrownBy(() -> new ServerNotes("1", Optional.of(" \n")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the notice has 0 characters");
        assertThat(new ServerNotes("1", Optional.of(" Hello \n")).notice()).hasValue("Hello");
    }
}
