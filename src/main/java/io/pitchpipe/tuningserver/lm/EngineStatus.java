package io.pitchpipe.tuningserver.lm;

/**
 * Whether this machine can train and generate.
 *
 * @param available whether the native library is there and works
 * @param detail a sentence for people: the engine's version, or why there is none
 * @param placement what it computes with, and in which numbers
 */
public record EngineStatus(boolean available, String detail, Placement placement) {}
