package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import io.pitchpipe.tuningserver.job.BaseModels;
import io.pitchpipe.tuningserver.job.QueuedJob;
import io.pitchpipe.tuningserver.job.Quota;
import io.pitchpipe.tuningserver.job.Quotas;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The state of the server, its queue, and what projects may use of it, for whoever runs it. */
@RestController
@RequestMapping("/admin")
class AdminQueueController {

    private final Projects projects;
    private final BaseModels bases;
    private final TunedModels models;
    private final Quotas quotas;

    AdminQueueController(Projects projects, BaseModels bases, TunedModels models, Quotas quotas) {
        this.projects = projects;
        this.bases = bases;
        this.models = models;
        this.quotas = quotas;
    }

    record EngineView(boolean available, String detail, String device, String dtype) {}

    record ModelView(String name, String displayName, boolean demo) {}

    record JobView(
            String tunedModel,
            String projectNumber,
            String state,
            @Nullable Integer position,
            int priority) {}

    record QueueView(int running, int waiting, List<JobView> jobs) {}

    record StatusView(boolean ready, EngineView engine, List<ModelView> models, QueueView queue) {}

    record UsedView(long jobs, long examples, long minutes) {}

    record QuotaView(String projectNumber, int jobs, int examples, int minutes, UsedView used) {}

    record PriorityView(String tunedModel, int priority) {}

    @GetMapping("/status")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> status(Call call) {
        var engine = bases.engine();
        var here = bases.list();
        return call.answer(new StatusView(
                engine.available() && !here.isEmpty(),
                new EngineView(engine.available(), engine.detail(), engine.device(), engine.dtype()),
                here.stream()
                        .map(base -> new ModelView(base.name(), base.displayName(), base.demo()))
                        .toList(),
                queue()));
    }

    private QueueView queue() {
        var queue = models.queue();
        var jobs = new ArrayList<JobView>();
        queue.running().forEach(job -> jobs.add(view(job, "RUNNING", null)));
        for (var job : queue.waiting()) {
            jobs.add(view(job, "WAITING", jobs.size() - queue.running().size() + 1));
        }
        return new QueueView(queue.running().size(), queue.waiting().size(), jobs);
    }

    private static JobView view(QueuedJob job, String state, @Nullable Integer position) {
        return new JobView(job.model().name(), job.project().toString(), state, position, job.priority());
    }

    @PutMapping("/jobs/{model}/priority")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> setPriority(Call call, @PathVariable String model) throws IOException {
        var body = call.body(Schema.PRIORITY, "");
        if (!body.has("priority")) {
            throw Refusal.invalid("priority", "priority is required.");
        }
        int priority = body.path("priority").intValue();
        models.setPriority(model, priority);
        return call.answer(new PriorityView("tunedModels/" + model, priority));
    }

    @GetMapping("/projects/{number}/quota")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> getQuota(Call call, @PathVariable String number) {
        var project = project(number);
        return call.answer(view(project, quotas.of(project)));
    }

    @PutMapping("/projects/{number}/quota")
    @Allow(Allow.Who.ADMIN)
    ResponseEntity<byte[]> putQuota(Call call, @PathVariable String number) throws IOException {
        var project = project(number);
        var body = call.body(Schema.QUOTA, "");
        var quota = quotas.set(project, limit(body, "jobs"), limit(body, "examples"), limit(body, "minutes"));
        return call.answer(view(project, quota));
    }

    private ProjectNumber project(String number) {
        return projects.find(AdminController.number(number))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "There is no project " + number + "."))
                .number();
    }

    private static @Nullable Integer limit(JsonNode body, String name) {
        if (!body.has(name)) {
            return null;
        }
        int limit = body.path(name).intValue();
        if (limit < 0) {
            throw Refusal.invalid(name, name + " must not be negative; 0 is no limit.");
        }
        return limit;
    }

    /** The limits, and beside them what the project uses at the moment; begun minutes are not counted. */
    private QuotaView view(ProjectNumber project, Quota quota) {
        var used = quotas.used(project);
        return new QuotaView(
                project.toString(),
                quota.jobs(),
                quota.examples(),
                quota.minutes(),
                new UsedView(used.jobs(), used.examples(), used.time().toMinutes()));
    }
}
