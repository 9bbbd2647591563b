package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlCursorTest {

    private static final XMLInputFactory STAX = XMLInputFactory.newDefaultFactory();

    static {
        STAX.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        STAX.setProperty(XMLInputFactory.IS_COALESCING, true);
        STAX.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    }

    /** What there is in a document, one line for each beginning, end and text. */
    private static List<String> told(InputStream in) throws IOException {
        var told = new ArrayList<String>();
        var text = new TextBuffer();
        var xml = new XmlCursor(in);
        while (true) {
            var depth = xml.depth();
            var event = xml.next();
            if (event == XmlCursor.Event.TEXT) {
                if (depth > 0) {
                    text.append(xml.piece(), xml.pieceFrom(), xml.pieceTo());
                }
                continue;
            }
            flush(text.text(0), told);
            text.clear();
            switch (event) {
                case START -> told.add("<" + name(xml) + " " + attributes(xml));
                case END -> told.add(">");
                case TEXT, FINISHED -> {
                    return told;
                }
            }
        }
    }

    /** Those that are told apart; names that are asked for are ASCII. */
    private static final List<String> KNOWN = List.of("a", "b", "row", "long-name");

    private static final List<String> NAMES = List.of("a", "b", "row", "long-name", "é");

    private static String name(XmlCursor xml) {
        return KNOWN.stream().filter(xml::is).findFirst().orElse("?");
    }

    private static String attributes(XmlCursor xml) {
        return Optional.ofNullable(xml.tag().value("r")).orElse("-") + "|"
                + Optional.ofNullable(xml.tag().value("name")).orElse("-");
    }

    private static void flush(String text, List<String> told) {
        if (!text.isEmpty()) {
            told.add("\"" + text);
        }
    }

    private static List<String> toldByJdk(byte[] document) throws XMLStreamException {
        var told = new ArrayList<String>();
        var text = new StringBuilder();
        var stax = STAX.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
        while (stax.hasNext()) {
            switch (stax.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    flush(text.toString(), told);
                    text.setLength(0);
                    var name = stax.getLocalName();
                    told.add("<" + (KNOWN.contains(name) ? name : "?") + " "
                            + attribute(stax.getAttributeValue(null, "r")) + "|"
                            + attribute(stax.getAttributeValue(null, "name")));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    flush(text.toString(), told);
                    text.setLength(0);
                    told.add(">");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(stax.getText());
                default -> {}
            }
        }
        return told;
    }

    private static String attribute(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "-" : value;
    }

    private static final List<String> PIECES = List.of(
            "<a>",
            "</a>",
            "<b r=\"1\">",
            "</b>",
            "<row name='x &amp; &#252;' r = \"&lt;'>\"\n/>",
            "<a/>",
            "<long-name r=''\t>",
            "</long-name >",
            "<é>",
            "</é>",
            "text",
            "ä€😀",
            " ",
            "\r\n",
            "\r",
            "\n",
            "&lt;",
            "&amp;",
            "&#x1F600;",
            "&#13;",
            "<!-- <a> - -->",
            "<![CDATA[<a>&amp;]] ]]>",
            "<![CDATA[]]>",
            "<?pi <a>?>",
            "_x000D_",
            "12345678901234567");

    /** What may go wrong. */
    private static final List<String> FAULTS = List.of(
            "<",
            ">",
            "&",
            "&x;",
            "&#0;",
            "&#xD800;",
            "</",
            "<!",
            "<?",
            "<![CDATA[",
            "<!--",
            "]]>",
            "\"",
            "<a r=1>",
            "<a r>",
            "<a r=\"<\"/>",
            "</ a>",
            "<1",
            "<!DOCTYPE a>");

    @Provide
    Arbitrary<String> documents() {
        var good = Arbitraries.of(PIECES);
        var any = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, good), net.jqwik.api.Tuple.of(1, Arbitraries.of(FAULTS)));
        return any.list().ofMaxSize(14).map(pieces -> "<a>" + closed(pieces) + "</a>");
    }

    /** Most documents are whole: ends that fit nothing are left out, and those that lack are put behind. */
    private static String closed(List<String> pieces) {
        var document = new StringBuilder();
        var open = new ArrayList<String>();
        for (var piece : pieces) {
            var end = piece.startsWith("</") ? piece.substring(2).replaceAll("[ >]", "") : "";
            if (!end.isEmpty() && NAMES.contains(end)) {
                if (open.isEmpty() || !open.getLast().equals(end)) {
                    continue;
                }
                open.removeLast();
            } else if (piece.startsWith("<") && !piece.endsWith("/>") && NAMES.contains(startOf(piece))) {
                open.add(startOf(piece));
            }
            document.append(piece);
        }
        open.reversed().forEach(name -> document.append("</").append(name).append('>'));
        return document.toString();
    }

    private static String startOf(String tag) {
        return tag.substring(1).replaceAll("(?s)[ \t>].*", "");
    }

    /** Whatever the JDK's parser makes of a document this makes of it too, in pieces of all sizes; what this refuses the JDK's does. */
    @Property(tries = 600)
    void a_document_is_what_the_parser_of_the_jdk_says(@ForAll("documents") String document) throws IOException {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        Optional<List<String>> expected;
        try {
            expected = Optional.of(toldByJdk(bytes));
        } catch (XMLStreamException | RuntimeException refused) {
            expected = Optional.empty();
        }
        try {
            var told = told(new Dribble(bytes));
            assertThat(told).isEqualTo(told(new ByteArrayInputStream(bytes)));
            if (expected.isPresent()) {
                assertThat(told).isEqualTo(expected.get());
            }
        } catch (RefusedFileException refused) {
            assertThat(expected).as(document).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "text",
                "<a>",
                "<a></b>",
                "<a></a></a>",
                "<a/><a/>",
                "</a>",
                "<a",
                "<a r=\"1",
                "<a r=1/>",
                "<a r/>",
                "<a / >",
                "<a =\"1\"/>",
                "<a r=\"<\"/>",
                "< a/>",
                "<a>&",
                "<a>&lt</a>",
                "<a>&unknown;</a>",
                "<a>&#;</a>",
                "<a>&#x;</a>",
                "<a>&#12a;</a>",
                "<a>&#xfffffffff;</a>",
                "<a>&#1114112;</a>",
                "<a>&#xDFFF;</a>",
                "<a><!- x -></a>",
                "<a><!-- x ->",
                "<a><?x",
                "<a><![CDATA[x]]",
                "<![CDATA[x]]><a/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<a><!ENTITY b></a>"
            })
    void what_is_no_document_is_refused(String document) {
        for (var in : List.of(
                new Dribble(document.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))) {
            assertThatExceptionOfType(RefusedFileException.class)
                    .isThrownBy(() -> told(in))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.BROKEN_WORKBOOK));
        }
    }

    @Test
    void what_is_beyond_all_bounds_is_refused() {
        for (var document : List.of(
                "<a>".repeat(65) + "</a>".repeat(65),
                "<" + "a".repeat(257) + "/>",
                "<a r=\"" + "1".repeat(Window.MOST) + "\"/>")) {
            assertThatExceptionOfType(RefusedFileException.class)
                    .isThrownBy(() -> told(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void what_is_within_bounds_is_read_however_long_the_text() throws IOException {
        var attributes = new StringBuilder();
        for (var number = 0; number < 40; number++) {
            attributes
                    .append(" x")
                    .append(number)
                    .append("=\"")
                    .append("y".repeat(5_000))
                    .append('"');
        }
        var long_ = "<a" + attributes + " r=\"last\">" + "<b>".repeat(63) + "t".repeat(3_000_000) + "</b>".repeat(63)
                + "</a>";

        var told = told(new ByteArrayInputStream(long_.getBytes(StandardCharsets.UTF_8)));

        assertThat(told.getFirst()).isEqualTo("<a last|-");
        assertThat(told.get(64)).hasSize(TextBuffer.MOST + 1);
        assertThat(told).hasSize(2 * 64 + 1);
    }
}
