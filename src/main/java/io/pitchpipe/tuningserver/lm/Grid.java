package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The points that GGUF's formats of few bits choose from. They were found by search when the formats were made; no formula gives them.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-common.h">ggml-common.h</a> (MIT), whose iq*_grid they are
 */
enum Grid {
    IQ1(2048, 8, 2, -1, 0, 1),
    IQ2_XXS(256, 8, 2, 0x08, 0x19, 0x2b),
    IQ2_XS(512, 8, 2, 0x08, 0x19, 0x2b),
    IQ2_S(1024, 8, 2, 0x08, 0x19, 0x2b),
    IQ3_XXS(256, 4, 4, 0x04, 0x0c, 0x14, 0x1c, 0x24, 0x2c, 0x34, 0x3e),
    IQ3_S(512, 4, 4, 0x01, 0x03, 0x05, 0x07, 0x09, 0x0b, 0x0d, 0x0f);

    private static final String FILE = "gguf-grids.properties";

    private final int width;
    private final byte[] points;

    /** @param bits of a coordinate in the file, the first coordinate in the lowest */
    Grid(int count, int width, int bits, int... values) {
        this.width = width;
        byte[] packed = HexFormat.of().parseHex(Packed.TEXTS.getProperty(name(), ""));
        int perByte = 8 / bits;
        if (packed.length * perByte != count * width) {
            throw new IllegalStateException("%s holds %d bytes of %s".formatted(FILE, packed.length, name()));
        }
        points = new byte[count * width];
        for (int i = 0; i < points.length; i++) {
            points[i] = (byte) values[packed[i / perByte] >> i % perByte * bits & (1 << bits) - 1];
        }
    }

    /** Coordinates of a point. */
    int width() {
        return width;
    }

    int at(int point, int coordinate) {
        return points[point * width + coordinate];
    }

    private static final class Packed {

        static final Properties TEXTS = read();

        private Packed() {}

        private static Properties read() {
            Properties texts = new Properties();
            try (InputStream in = Grid.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(FILE + " is missing from the jar");
                }
                texts.load(in);
                return texts;
            } catch (IOException e) {
                throw new IllegalStateException(FILE + " cannot be read", e);
            }
        }
    }
}
