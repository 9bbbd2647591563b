package io.pitchpipe.tuningserver.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI file as one page of HTML without scripts: the methods with what they take and answer, then the messages. */
final class ApiPage {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1rem; }
            code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
            section { border-top: 1px solid color-mix(in srgb, currentColor 20%%, transparent); padding: 0.5rem 0; }
            h3 { margin: 0.25rem 0; font-size: 1rem; }
            p, ul { margin: 0.25rem 0; }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p>The same as a file: <a href="openapi.yaml">openapi.yaml</a></p>
            """;

    private final Map<?, ?> api;

    ApiPage(String yaml) {
        this.api = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    String html() {
        var info = map(api.get("info"));
        var page = new StringBuilder(HEAD.formatted(text(info.get("title")), text(info.get("description"))));
        page.append("<h2>Methods</h2>\n");
        map(api.get("paths")).forEach((path, operations) -> {
            for (var method : METHODS) {
                if (map(operations).containsKey(method)) {
                    page.append(operation(
                            method, path.toString(), map(map(operations).get(method))));
                }
            }
        });
        page.append("<h2>Messages</h2>\n");
        map(map(api.get("components")).get("schemas"))
                .forEach((name, schema) -> page.append(message(name, map(schema))));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private String operation(String method, String path, Map<?, ?> operation) {
        var parts = new StringBuilder("<section id=\"%s\">\n<h3><code>%s %s</code></h3>\n<p>%s</p>\n"
                .formatted(
                        text(operation.get("operationId")),
                        method.toUpperCase(Locale.ROOT),
                        text(path),
                        text(operation.get("summary"))));
        var query = list(operation.get("parameters")).stream()
                .map(parameter -> "<code>" + text(name(parameter)) + "</code>")
                .collect(Collectors.joining(", "));
        if (!query.isEmpty()) {
            parts.append("<p>Query: ").append(query).append("</p>\n");
        }
        if (operation.containsKey("requestBody")) {
            parts.append("<p>Takes ").append(link(operation.get("requestBody"))).append("</p>\n");
        }
        parts.append("<p>Answers ")
                .append(link(map(operation.get("responses")).values().iterator().next()));
        return parts.append("</p>\n</section>\n").toString();
    }

    private static String message(Object name, Map<?, ?> schema) {
        var fields = map(schema.get("properties")).entrySet().stream()
                .map(field ->
                        "<li><code>%s</code>: %s</li>\n".formatted(text(field.getKey()), kind(map(field.getValue()))))
                .collect(Collectors.joining());
        return "<section id=\"%1$s\">\n<h3><code>%1$s</code></h3>\n<ul>\n%2$s</ul>\n</section>\n"
                .formatted(text(name), fields);
    }

    /** The message that something's JSON is, or what else it is. */
    private static String link(@Nullable Object holder) {
        var content = map(map(holder).get("content"));
        var media = content.entrySet().iterator().next();
        var schema = map(map(media.getValue()).get("schema"));
        return schema.isEmpty() ? "<code>" + text(media.getKey()) + "</code>" : kind(schema);
    }

    private static String kind(Map<?, ?> schema) {
        if (schema.containsKey("$ref")) {
            return "<a href=\"#%1$s\"><code>%1$s</code></a>".formatted(text(name(schema)));
        }
        if (schema.containsKey("items")) {
            return "list of " + kind(map(schema.get("items")));
        }
        var facts = schema.entrySet().stream()
                .filter(fact -> !fact.getKey().equals("type"))
                .map(fact -> text(fact.getKey()) + " " + text(fact.getValue()))
                .collect(Collectors.joining(", "));
        return text(schema.get("type")) + (facts.isEmpty() ? "" : " (" + facts + ")");
    }

    /** The last part of a reference. */
    private static String name(Object reference) {
        return String.valueOf(map(reference).get("$ref")).replaceAll(".*/", "");
    }

    private static String text(@Nullable Object value) {
        return HtmlUtils.htmlEscape(String.valueOf(value));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
