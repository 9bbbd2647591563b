package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.access.Groups;
import io.pitchpipe.tuningserver.access.Principal;
import io.pitchpipe.tuningserver.access.Project;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import io.pitchpipe.tuningserver.job.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Projects, keys and groups, for whoever runs the server: the portal that started it, by its admin token. */
@RestController
@RequestMapping("/admin")
class AdminController {

    private static final int MAX_NAME = 200;

    private final Projects projects;
    private final Groups groups;

    AdminController(Projects projects, Groups groups) {
        this.projects = projects;
        this.groups = groups;
    }

    record ProjectView(String projectNumber, @Nullable String projectId, String displayName) {}

    record GroupView(String email, List<String> members) {}

    record KeyView(String keyId, String apiKey, String principal) {

        @Override
        public String toString() {
            return "KeyView[" + keyId + "]";
        }
    }

    @PutMapping("/projects/{number}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> putProject(Call call, @PathVariable String number) throws IOException {
        var body = call.body(Schema.PROJECT, "");
        var id = body.path("projectId").asString("");
        if (!id.isEmpty() && !id.matches(Project.ID_PATTERN)) {
            throw Refusal.invalid(
                    "project_id",
                    "project_id must be 6 to 30 characters of a-z, 0-9 and -, start with a letter and not end with -.");
        }
        var project = projects.put(number(number), name(body));
        if (!id.isEmpty() && !projects.setId(project.number(), id)) {
            throw Refusal.of(Refusal.Kind.ALREADY_EXISTS, "Another project has the id " + id + ".");
        }
        return call.answer(
                new ProjectView(project.number().toString(), id.isEmpty() ? project.id() : id, project.displayName()));
    }

    @PostMapping("/projects/{number}/keys")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> issueKey(Call call, @PathVariable String number) throws IOException {
        var project = projects.find(number(number))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "There is no project " + number + "."))
                .number();
        var body = call.body(Schema.KEY, "");
        var wanted = body.path("principal").asString("");
        var principal = wanted.isEmpty() ? Principal.ofProject(project) : principal("principal", wanted);
        var key = projects.issueKey(project, principal, name(body));
        return call.answer(new KeyView(key.keyId(), key.apiKey(), principal.email()));
    }

    @DeleteMapping("/keys/{keyId}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> deleteKey(Call call, @PathVariable String keyId) {
        if (!projects.deleteKey(keyId)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "There is no such key.");
        }
        return call.empty();
    }

    @PutMapping("/groups/{email}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> putGroup(Call call, @PathVariable String email) throws IOException {
        var group = principal("email", email);
        var body = call.body(Schema.GROUP, "");
        var members = new ArrayList<Principal>();
        for (int i = 0; i < body.path("members").size(); i++) {
            members.add(
                    principal("members[" + i + "]", body.path("members").path(i).asString("")));
        }
        groups.put(group, members);
        return group(call, group);
    }

    @GetMapping("/groups/{email}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> getGroup(Call call, @PathVariable String email) {
        return group(call, principal("email", email));
    }

    private ResponseEntity<byte[]> group(Call call, Principal group) {
        return call.answer(new GroupView(
                group.email(),
                groups.members(group).stream().map(Principal::email).toList()));
    }

    static ProjectNumber number(String text) {
        try {
            return ProjectNumber.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("project_number", "A project number is a positive whole number.");
        }
    }

    private static Principal principal(String field, String email) {
        try {
            return Principal.parse(email);
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid(field, field + " must be an e-mail address, as in name@example.com.");
        }
    }

    private static String name(JsonNode body) {
        var name = body.path("displayName").asString("").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Refusal.invalid("display_name", "display_name must have 1 to " + MAX_NAME + " characters.");
        }
        return name;
    }
}
