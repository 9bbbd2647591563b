package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.Engine;
import io.pitchpipe.tuningserver.lm.Precision;
import io.pitchpipe.tuningserver.lm.TrainingRoom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the server ({@code pitchpipe.server.*}).
 *
 * @param data everything it keeps: db, models, tuned, checkpoints, cache
 * @param trainers how many trainings run at once; the others wait in order
 * @param generations how many answers are worked on at once
 * @param sharedQueue whether other processes take trainings from the same database (PostgreSQL); then a dead one is noticed by its missing heartbeats
 * @param preferredBases which base an alias means, the first that is here; otherwise the first that is no demo, otherwise the demo
 * @param retiredNames whether the aliases hold
 * @param aliases names of retired models, each to a base's name or {@code best}
 * @param heartbeat how often a process says that it still works on its trainings; after four that failed to come, another takes over
 * @param checkpointInterval time from one checkpoint of a training to the next, 0 for one after every step: what a process that dies takes along at most
 * @param quota what each project may use, unless the admin gave it limits of its own
 * @param diskBudget most that tuned models and trainings may take of the disk, 0 for no limit
 * @param diskReserve what stays free on the disk
 * @param adapterMemory what tuned models' adapters that nobody uses at the moment may take of the memory together; those in use are never unloaded, and 0 keeps no other
 * @param trainingMemory what one step of a training may take beside its base, and so how long its examples may be; 0 for half of the machine's memory
 * @param maxExampleTokens most tokens of an example to train on, however much memory there is; 0 for what its base takes
 * @param strictPrompts whether tuned models take a single turn and no system instruction, as the retired service's did
 * @param device what the engine computes with: auto (a GPU if this build and this machine have one), cpu, cuda or cuda:N
 * @param dtype the numbers of base models, float32 or bf16
 * @param key first key, of an operator's choice
 * @param project project number of the first key
 * @param seed of every training, for runs that are to come out the same; each training draws its own by default
 * @param exitWithParent whether to end when standard input closes
 */
@ConfigurationProperties("pitchpipe.server")
public record ServerSettings(
        @DefaultValue("data") Path data,
        @DefaultValue("1") int trainers,
        @DefaultValue("2") int generations,
        @DefaultValue("false") boolean sharedQueue,
        @DefaultValue List<String> preferredBases,
        @DefaultValue("true") boolean retiredNames,
        @DefaultValue Map<String, String> aliases,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("4s") Duration checkpointInterval,
        @DefaultValue Quota quota,
        @DefaultValue("0") DataSize diskBudget,
        @DefaultValue("256MB") DataSize diskReserve,
        @DefaultValue("128MB") DataSize adapterMemory,
        @DefaultValue("0") DataSize trainingMemory,
        @DefaultValue("0") int maxExampleTokens,
        @DefaultValue("false") boolean strictPrompts,
        @DefaultValue("auto") String device,
        @DefaultValue("float32") Precision dtype,
        @Nullable String key,
        @Nullable String project,
        @Nullable Long seed,
        @DefaultValue("false") boolean exitWithParent) {

    public ServerSettings {
        if (trainers < 1 || generations < 1) {
            throw new IllegalArgumentException(
                    "pitchpipe.server.trainers and pitchpipe.server.generations are 1 or more");
        }
        if (checkpointInterval.isNegative()) {
            throw new IllegalArgumentException("pitchpipe.server.checkpoint-interval is 0 or more, such as 4s");
        }
        if (adapterMemory.isNegative()) {
            throw new IllegalArgumentException("pitchpipe.server.adapter-memory is 0 or more, such as 128MB");
        }
        if (trainingMemory.isNegative() || maxExampleTokens < 0) {
            throw new IllegalArgumentException(
                    "pitchpipe.server.training-memory and pitchpipe.server.max-example-tokens are 0 or more");
        }
        if (!device.matches(Engine.DEVICE_SETTINGS)) {
            throw new IllegalArgumentException(
                    "pitchpipe.server.device is auto, cpu, cuda or cuda:N, not \"" + device + "\"");
        }
    }

    /** What one training may take: those that run at once share the half of the machine, unless a setting says how much each may. */
    TrainingRoom trainingRoom() {
        long bytes = trainingMemory.toBytes();
        return new TrainingRoom(bytes == 0 ? TrainingRoom.machineBytes() / 2 / trainers : bytes, maxExampleTokens);
    }

    /** The folder of base models. */
    public Path models() {
        return data.resolve("models");
    }
}
