package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.MienException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the examples that NIST publishes for FIPS 180-4. */
class Sha256Test {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String OF_A_MILLION_A = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theChecksumOfPartsIsThatOfTheWhole() {
        assertThat(Sha256.of(bytes("abc"))).isEqualTo(OF_ABC).hasSize(Sha256.DIGITS);
        Sha256 sum = new Sha256().add((byte) 'a').add(bytes("xbcx"), 1, 2);
        assertThat(sum.hex()).isEqualTo(OF_ABC);
        assertThat(sum.add(bytes("ab")).add(bytes("c")).bytes())
                .isEqualTo(HexFormat.of().parseHex(OF_ABC));
    }

    @Test
    void aFileIsReadInPieces() throws IOException {
        Path file = Files.write(folder.resolve("a"), bytes("a".repeat(1_000_000)));
        assertThat(Sha256.of(file)).isEqualTo(OF_A_MILLION_A);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> Sha256.of(file))
                .isInstanceOf(MienException.class)
                .hasMessage("cannot read " + file + ": no such file");
    }
}
