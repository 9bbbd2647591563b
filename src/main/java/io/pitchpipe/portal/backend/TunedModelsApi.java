package io.pitchpipe.portal.backend;

import io.pitchpipe.genapi.CountExampleTokensResponse;
import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningExample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tunedModels surface of the Gemini API, as any server of it answers. A seam: another kind of backend is another implementation. Every method may block
 * for as long as the backend's timeout, so none is called under a session lock; every method throws {@link ApiFailure} when it does not succeed, and is
 * never retried here: only the caller knows whether that is safe.
 */
public interface TunedModelsApi {

    /** All base models that the connection offers, tunable or not; at most 1,000. */
    List<Model> models(Connection connection);

    /** Whether Pitchpipe's own tuning server answers, and takes held-out examples: by the description of its surface that it serves, which others do not. */
    boolean measuresHeldOut(Connection connection);

    /**
     * Counts the tokens of examples as a training does. Only Pitchpipe's own tuning server has it: see {@link Connection#measuresHeldOut}.
     *
     * @param base as {@link #models} names it
     * @param examples at most 4 MiB of UTF-8
     */
    CountExampleTokensResponse countExampleTokens(Connection connection, String base, List<TuningExample> examples);

    /**
     * Starts a tuning.
     *
     * @param tunedModelId chosen by the caller, so that sending it again cannot start a second one: {@code [a-z]([a-z0-9-]{0,38}[a-z0-9])?}
     * @throws ApiFailure.AlreadyExists if there is one of this id
     */
    Operation create(Connection connection, String tunedModelId, TunedModel model);

    /** @param tunedModelId without the prefix {@code tunedModels/} */
    TunedModel get(Connection connection, String tunedModelId);

    /**
     * One page of what the connection's project owns or may read.
     *
     * @param pageSize 1 to 1,000
     */
    ListTunedModelsResponse list(Connection connection, int pageSize, @Nullable String pageToken);

    /**
     * Changes fields of a model. The answer may hold the changed fields only.
     *
     * @param updateMask names of the fields to take from {@code changes}
     */
    TunedModel patch(Connection connection, String tunedModelId, TunedModel changes, List<String> updateMask);

    void delete(Connection connection, String tunedModelId);

    /** @param operationName as {@link #create} answered it: {@code tunedModels/ID/operations/ID} */
    Operation operation(Connection connection, String operationName);

    /** The trainings of a model, as many as fit on one page; a model has one. */
    List<Operation> operations(Connection connection, String tunedModelId);

    /** Asks for the end of a running operation; it ends some time after this returns. */
    void cancel(Connection connection, String operationName);
}
