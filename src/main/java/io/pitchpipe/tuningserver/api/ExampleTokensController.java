package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.CountExampleTokensRequest;
import io.pitchpipe.genapi.CountExampleTokensResponse;
import io.pitchpipe.tuningserver.job.Example;
import io.pitchpipe.tuningserver.job.ExampleCounts;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** models.countExampleTokens, which is ours: the tokens of many examples at once, and the limit they are measured by. */
@RestController
@RequestMapping(Routes.VERSION + "/models")
class ExampleTokensController {

    private final ExampleCounts counts;

    ExampleTokensController(ExampleCounts counts) {
        this.counts = counts;
    }

    @PostMapping("/{model}:countExampleTokens")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> count(Call call, @PathVariable String model) throws IOException {
        var body = call.body(Schema.COUNT_EXAMPLE_TOKENS, "", CountExampleTokensRequest.class);
        var sent = body.examples() == null ? null : body.examples().examples();
        var examples = sent == null
                ? List.<Example>of()
                : sent.stream()
                        .map(each -> new Example(text(each.textInput()), text(each.output())))
                        .toList();
        var counted = counts.count("models/" + model, call.version(), examples);
        return call.answer(new CountExampleTokensResponse(counted.tokens(), counted.limit()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
