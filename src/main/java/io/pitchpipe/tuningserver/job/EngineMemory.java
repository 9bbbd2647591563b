package io.pitchpipe.tuningserver.job;

/**
 * Memory that the engine has taken outside of the Java heap.
 *
 * @param bases base models that are open
 * @param weightBytes what their weights take
 * @param adapters tuned models' adapters that are loaded, in use or not
 * @param adapterBytes what those take
 * @param processBytes what the whole process has in memory, the Java heap included; 0 where it cannot be told
 */
public record EngineMemory(int bases, long weightBytes, int adapters, long adapterBytes, long processBytes) {}
