/**
 * The tuning server: speaks the Gemini API's tunedModels REST surface and really fine-tunes small language models in this JVM. Its HTTP surface is {@code api}, its queue
 * and store {@code job}, its keys {@code access}, its engine {@code lm}.
 */
@NullMarked
package io.pitchpipe.tuningserver;

import org.jspecify.annotations.NullMarked;
