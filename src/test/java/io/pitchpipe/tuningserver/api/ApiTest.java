package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.SharedServer;
import io.pitchpipe.tuningserver.TestServer;
import java.util.concurrent.atomic.AtomicInteger;

/** A test of the HTTP surface, with a project of its own. */
abstract class ApiTest {

    private static final AtomicInteger ids = new AtomicInteger();

    final TestServer server = SharedServer.get();
    final FakeEngine engine = SharedServer.engine();
    final long project = SharedServer.newProject();
    final String key = server.key(project);

    /** An id that no other test uses. */
    static String newId() {
        return "m" + ids.incrementAndGet();
    }

    TestServer.Answer get(String path) {
        return server.get(withKey(path));
    }

    TestServer.Answer post(String path, String body) {
        return server.post(withKey(path), body);
    }

    TestServer.Answer patch(String path, String body) {
        return server.send("PATCH", withKey(path), body);
    }

    TestServer.Answer delete(String path) {
        return server.send("DELETE", withKey(path), null);
    }

    String withKey(String path) {
        return path + (path.contains("?") ? "&" : "?") + "key=" + key;
    }

    /** Creates a model of one example and waits until it is ACTIVE. */
    String active() {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("model " + id, "1")));
        awaitState(id, "ACTIVE");
        return id;
    }

    void awaitState(String id, String state) {
        TestServer.await(
                id + " " + state,
                () -> get("/v1beta/tunedModels/" + id)
                        .json()
                        .path("state")
                        .asString("")
                        .equals(state));
    }

    static TestServer.Answer created(TestServer.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
