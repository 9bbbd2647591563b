package io.pitchpipe.tuningserver.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as a tutorial prints it: a curl command, or a call of Python's requests. It reads as much of a shell's and of Python's language as these need; what a real shell and a real Python make
 * of them, bin/test --clients tries.
 *
 * @param url without its host
 */
record PrintedRequest(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body) {

    /** The host of all of them, which is the one thing that is not sent as printed. */
    static final String HOST = "https://generativelanguage.googleapis.com";

    private static final Pattern CURL = Pattern.compile("(?m)^curl ");
    private static final Pattern CALL = Pattern.compile(
            "requests\\.(get|post)\\(\\s*url\\s*=\\s*f'([^']*)',\\s*headers\\s*=\\s*headers,\\s*(json\\s*=\\s*)?");
    private static final Pattern IN_F_STRING = Pattern.compile("\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");

    /** Python's literals differ from JSON's in nothing else that the tutorials use. */
    static final JsonMapper PYTHON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** The curl commands of a shell block, not yet read: their variables come from what was answered before. */
    static List<String> commands(String block) {
        return CURL.matcher(block)
                .results()
                .map(found -> block.substring(found.start()))
                .toList();
    }

    /** Reads a command to its end: a line's end, or what the shell does with its output. */
    static PrintedRequest curl(String command, Map<String, String> variables) {
        var words = words(command, variables);
        var method = "GET";
        var url = "";
        String body = null;
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> {
                    var header = words.get(++i).split(": ", 2);
                    headers.put(header[0], header[1]);
                }
                default -> url = url.isEmpty() ? words.get(i) : url;
            }
        }
        return new PrintedRequest(method, path(url), headers, body);
    }

    /** A command's words, by the shell's rules of quotes, backslashes and variables. */
    private static List<String> words(String command, Map<String, String> variables) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == '\'' && c != '\'') {
                word.append(c);
            } else if (quote == 0 && (c == '\'' || c == '"') || c == quote) {
                quote = quote == 0 ? c : 0;
            } else if (c == '\\') {
                i++;
                if (command.charAt(i) != '\n') {
                    word.append(command.charAt(i));
                }
            } else if (c == '$') {
                var variable = VARIABLE.matcher(command).region(i, command.length());
                if (!variable.lookingAt()) {
                    throw new IllegalArgumentException("No variable: " + command.substring(i));
                }
                word.append(value(variables, variable.group(1)));
                i = variable.end() - 1;
            } else if (quote == 0 && "|>\n".indexOf(c) >= 0) {
                break;
            } else if (quote == 0 && c == ' ') {
                add(words, word);
            } else {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        // "2" is what stands before > where errors are thrown away; a blank word is S4's backslash before its pipe.
        if (!word.toString().isBlank() && !word.toString().equals("2")) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    /** The calls of requests in a Python block. */
    static List<PrintedRequest> python(String block, Map<String, String> headers, Map<String, String> variables) {
        var requests = new ArrayList<PrintedRequest>();
        var call = CALL.matcher(block);
        while (call.find()) {
            var url = IN_F_STRING
                    .matcher(call.group(2))
                    .replaceAll(name -> Matcher.quoteReplacement(value(variables, name.group(1))));
            // Reads one value and leaves what comes after it.
            var body = call.group(3) == null
                    ? null
                    : PYTHON.reader()
                            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .readTree(block.substring(call.end()))
                            .toString();
            requests.add(new PrintedRequest(call.group(1).equals("get") ? "GET" : "POST", path(url), headers, body));
        }
        return requests;
    }

    private static String value(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), () -> "Nothing before it sets " + name);
    }

    private static String path(String url) {
        if (!url.startsWith(HOST)) {
            throw new IllegalArgumentException("Another host: " + url);
        }
        return url.substring(HOST.length());
    }
}
