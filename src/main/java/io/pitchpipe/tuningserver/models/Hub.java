package io.pitchpipe.tuningserver.models;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Hugging Face hub: lists a model's files ({@code /api/models/OWNER/NAME}) and fetches those that the engine reads ({@code /OWNER/NAME/resolve/main/FILE}). */
final class Hub {

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
    private static final Pattern WEIGHTS = Pattern.compile("model(-\\d+-of-\\d+)?\\.safetensors");
    private static final Set<String> OTHERS = Set.of(
            "config.json", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "README.md", "LICENSE");

    private final Downloads downloads;
    private final URI address;
    private final String authorization;

    /** @param token sent to the hub as a bearer token; may be empty */
    Hub(Downloads downloads, URI address, String token) {
        this.downloads = downloads;
        this.address = address;
        authorization = token.isEmpty() ? "" : "Bearer " + token;
    }

    Path add(String model, Shelf shelf) throws IOException {
        if (!MODEL.matcher(model).matches() || model.contains("..")) {
            throw new FetchException("A model of a hub is named OWNER/NAME, not '" + model + "'.");
        }
        List<String> files = files(model);
        Path bench = shelf.workbench();
        try {
            Path folder = Files.createDirectory(bench.resolve(model.substring(model.indexOf('/') + 1)));
            for (String file : files) {
                downloads.file(
                        resolve("/" + model + "/resolve/main/" + file), authorization, folder.resolve(file), file);
            }
            return shelf.place(folder, List.of());
        } finally {
            Shelf.delete(bench);
        }
    }

    private List<String> files(String model) {
        List<String> files = new ArrayList<>();
        try {
            for (JsonNode sibling : JsonMapper.shared()
                    .readTree(downloads.text(resolve("/api/models/" + model), authorization, "application/json"))
                    .path("siblings")) {
                String name = sibling.path("rfilename").asString("");
                if (OTHERS.contains(name) || WEIGHTS.matcher(name).matches()) {
                    files.add(name);
                }
            }
        } catch (JacksonException e) {
            throw new FetchException(address.getHost() + " did not answer as a Hugging Face hub does.", e);
        }
        if (files.stream().noneMatch(name -> WEIGHTS.matcher(name).matches()) || !files.contains("config.json")) {
            throw new FetchException(model + " holds no config.json with *.safetensors files, which the engine needs.");
        }
        return files;
    }

    private URI resolve(String path) {
        String base = address.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
