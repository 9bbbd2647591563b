package io.pitchpipe.portal.catalog.ui;

import java.util.Locale;

/**
 * Programs that prompt a model as the playground does: the same preamble before the input, the same greedy setting. The key is
 * always read from the environment, never written into a program.
 *
 * @param baseUrl of the backend, without the version
 * @param resource {@code tunedModels/ID}
 * @param preamble empty for none; any text, so it is quoted for each language
 */
record CodeSamples(String baseUrl, String resource, String preamble) {

    private static final String INPUT = "your input";

    private String path() {
        return "/v1beta/" + resource + ":generateContent";
    }

    private String prompt(String input) {
        return preamble.isEmpty() ? input : preamble + "\n\n" + input;
    }

    String curl() {
        var body = "{\"contents\":[{\"parts\":[{\"text\":" + json(prompt(INPUT))
                + "}]}],\"generationConfig\":{\"temperature\":0}}";
        return """
                curl %s \\
                  -H "x-goog-api-key: $PITCHPIPE_API_KEY" \\
                  -H 'Content-Type: application/json' \\
                  -d %s
                """.formatted(shell(baseUrl + path()), shell(body));
    }

    String python() {
        return """
                import json, os, urllib.request

                PREAMBLE = %s

                def ask(text):
                    prompt = PREAMBLE + "\\n\\n" + text if PREAMBLE else text
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

                print(ask("%s"))
                """.formatted(json(preamble), json(baseUrl + path()), INPUT);
    }

    String java() {
        return """
                // com.google.genai:google-genai
                import com.google.genai.Client;
                import com.google.genai.types.GenerateContentConfig;
                import com.google.genai.types.HttpOptions;

                String preamble = %s;
                String input = "%s";
                Client client = Client.builder()
                        .apiKey(System.getenv("PITCHPIPE_API_KEY"))
                        .httpOptions(HttpOptions.builder().baseUrl(%s).build())
                        .build();
                var answer = client.models.generateContent(
                        %s,
                        preamble.isEmpty() ? input : preamble + "\\n\\n" + input,
                        GenerateContentConfig.builder().temperature(0f).build());
                System.out.println(answer.text());
                """.formatted(json(preamble), INPUT, json(baseUrl), json(resource));
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
