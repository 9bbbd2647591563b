package io.pitchpipe.portal.catalog.ui;

import io.pitchpipe.portal.tuning.Preamble;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Programs that prompt a model as the playground does: the same preamble before the input, the same template where its inputs were put
 * together from columns, the same greedy setting. The key is always read from the environment, never written into a program.
 *
 * @param baseUrl of the backend, without the version
 * @param resource {@code tunedModels/ID}
 * @param preamble what the model was taught with; any text, so it is quoted for each language
 */
record CodeSamples(String baseUrl, String resource, Preamble preamble) {

    private static final String INPUT = "your input";

    private String path() {
        return "/v1beta/" + resource + ":generateContent";
    }

    private boolean byColumns() {
        return !preamble.columns().isEmpty();
    }

    /** What stands for a column's value in an example. */
    private static String example(String column) {
        return "your " + column;
    }

    private String exampleInput() {
        return byColumns()
                ? preamble.fill(preamble.columns().stream()
                        .collect(Collectors.toMap(Function.identity(), CodeSamples::example)))
                : INPUT;
    }

    /** The template as a sum of literals and columns. @param column how the language looks a column up */
    private String sum(Function<String, String> column) {
        var literals = preamble.literals();
        var names = preamble.names();
        var terms = new ArrayList<String>();
        for (var i = 0; i < literals.size(); i++) {
            if (!literals.get(i).isEmpty()) {
                terms.add(json(literals.get(i)));
            }
            if (i < names.size()) {
                terms.add(column.apply(json(names.get(i))));
            }
        }
        return String.join(" + ", terms);
    }

    /** The columns with examples of their values. @param entry how the language writes one; given the quoted name and value */
    private String row(String entry) {
        return preamble.columns().stream()
                .map(column -> entry.formatted(json(column), json(example(column))))
                .collect(Collectors.joining(", "));
    }

    String curl() {
        var body = "{\"contents\":[{\"parts\":[{\"text\":" + json(preamble.applyTo(exampleInput()))
                + "}]}],\"generationConfig\":{\"temperature\":0}}";
        return """
                curl %s \\
                  -H "x-goog-api-key: $PITCHPIPE_API_KEY" \\
                  -H 'Content-Type: application/json' \\
                  -d %s
                """.formatted(shell(baseUrl + path()), shell(body));
    }

    String python() {
        var argument = byColumns() ? "row" : "text";
        var text = byColumns() ? "    text = " + sum("row[%s]"::formatted) + "\n" : "";
        return """
                import json, os, urllib.request

                PREAMBLE = %s

                def ask(%s):
                %s    prompt = PREAMBLE + "\\n\\n" + text if PREAMBLE else text
                    body = {"contents": [{"parts": [{"text": prompt}]}],
                            "generationConfig": {"temperature": 0}}
                    request = urllib.request.Request(
                        %s,
                        data=json.dumps(body).encode(),
                        headers={"Content-Type": "application/json",
                                 "x-goog-api-key": os.environ["PITCHPIPE_API_KEY"]})
                    with urllib.request.urlopen(request) as response:
                        answer = json.load(response)
                    return answer["candidates"][0]["content"]["parts"][0]["text"]

                print(ask(%s))
                """.formatted(
                        json(preamble.text()),
                        argument,
                        text,
                        json(baseUrl + path()),
                        byColumns() ? "{" + row("%s: %s") + "}" : json(INPUT));
    }

    String java() {
        var input = byColumns()
                ? "var row = java.util.Map.ofEntries(" + row("java.util.Map.entry(%s, %s)") + ");\nString input = "
                        + sum("row.get(%s)"::formatted)
                : "String input = " + json(INPUT);
        return """
                // com.google.genai:google-genai
                import com.google.genai.Client;
                import com.google.genai.types.GenerateContentConfig;
                import com.google.genai.types.HttpOptions;

                String preamble = %s;
                %s;
                Client client = Client.builder()
                        .apiKey(System.getenv("PITCHPIPE_API_KEY"))
                        .httpOptions(HttpOptions.builder().baseUrl(%s).build())
                        .build();
                var answer = client.models.generateContent(
                        %s,
                        preamble.isEmpty() ? input : preamble + "\\n\\n" + input,
                        GenerateContentConfig.builder().temperature(0f).build());
                System.out.println(answer.text());
                """.formatted(json(preamble.text()), input, json(baseUrl), json(resource));
    }

    /** A string literal that JSON, Python and Java all read the same: everything but plain ASCII is escaped. */
    static String json(String text) {
        var quoted = new StringBuilder("\"");
        for (var c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** One word of a POSIX shell. */
    static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
