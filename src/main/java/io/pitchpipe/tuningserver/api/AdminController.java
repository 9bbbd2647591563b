package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import io.pitchpipe.tuningserver.job.BaseModels;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModelId;
import io.pitchpipe.tuningserver.job.TunedModels;
import jakarta.servlet.http.HttpServletRequest;
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

/** Projects, keys and the state of the server, for whoever runs it: the portal that started it, by its admin token. */
@RestController
@RequestMapping("/admin")
class AdminController {

    private static final int MAX_NAME = 200;

    private final Projects projects;
    private final BaseModels bases;
    private final TunedModels models;

    AdminController(Projects projects, BaseModels bases, TunedModels models) {
        this.projects = projects;
        this.bases = bases;
        this.models = models;
    }

    record ProjectView(String projectNumber, String displayName) {}

    record KeyView(String keyId, String apiKey) {

        @Override
        public String toString() {
            return "KeyView[" + keyId + "]";
        }
    }

    record EngineView(boolean available, String detail) {}

    record ModelView(String name, String displayName, boolean demo) {}

    record JobView(
            String tunedModel, String state, @Nullable Integer position) {}

    record QueueView(int running, int waiting, List<JobView> jobs) {}

    record StatusView(boolean ready, EngineView engine, List<ModelView> models, QueueView queue) {}

    @PutMapping("/projects/{number}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> putProject(@PathVariable String number, HttpServletRequest request) throws IOException {
        var project = projects.put(number(number), name(request));
        return Reply.ok(new ProjectView(project.number().toString(), project.displayName()), Query.of(request));
    }

    @PostMapping("/projects/{number}/keys")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> issueKey(@PathVariable String number, HttpServletRequest request) throws IOException {
        var project = projects.find(number(number))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "There is no project " + number + "."));
        var key = projects.issueKey(project.number(), name(request));
        return Reply.ok(new KeyView(key.keyId(), key.apiKey()), Query.of(request));
    }

    @DeleteMapping("/keys/{keyId}")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> deleteKey(@PathVariable String keyId, HttpServletRequest request) {
        if (!projects.deleteKey(keyId)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "There is no such key.");
        }
        return Reply.empty(Query.of(request));
    }

    @GetMapping("/status")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> status(HttpServletRequest request) {
        var engine = bases.engine();
        var queue = models.queue();
        var jobs = new ArrayList<JobView>();
        queue.running().forEach(id -> jobs.add(new JobView(id.name(), "RUNNING", null)));
        for (int i = 0; i < queue.waiting().size(); i++) {
            TunedModelId id = queue.waiting().get(i);
            jobs.add(new JobView(id.name(), "WAITING", i + 1));
        }
        var here = bases.list();
        return Reply.ok(
                new StatusView(
                        engine.available() && !here.isEmpty(),
                        new EngineView(engine.available(), engine.detail()),
                        here.stream()
                                .map(base -> new ModelView(base.name(), base.displayName(), base.demo()))
                                .toList(),
                        new QueueView(queue.running().size(), queue.waiting().size(), jobs)),
                Query.of(request));
    }

    private static ProjectNumber number(String text) {
        try {
            return ProjectNumber.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("project_number", "A project number is a positive whole number.");
        }
    }

    private static String name(HttpServletRequest request) throws IOException {
        var body = RequestJson.read(request, Schema.PROJECT, "");
        var name = body.path("displayName").asString("").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Refusal.invalid("display_name", "display_name must have 1 to " + MAX_NAME + " characters.");
        }
        return name;
    }
}
